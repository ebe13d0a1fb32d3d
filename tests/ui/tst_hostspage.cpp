// The page of hosts, with a real run against real servers.
#include "core/systemclock.h"
#include "engine/engine.h"
#include "engine/jobbrowser.h"
#include "engine/listimport.h"
#include "practice/practiceserver.h"
#include "tests/ui/cleansettings.h"
#include "ui/hosts/hostactions.h"
#include "ui/hosts/hostlimitdialog.h"
#include "ui/hosts/hostspage.h"
#include "ui/hosts/hosttablemodel.h"
#include "ui/hosts/hosttableview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/numberspin.h"

#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class HostsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void asksOnlyWhileSomebodyLooks();
    void showsTheRunAndWhatTheProjectRemembers();
    void looksBackAtAMoment();
    void limitsAHostOfTheRun();
    void pausesAHostOfTheRunAndUndoesIt();
    void theCommonLimitHoldsAgain();
    void retriesItsFailures();
    void retriesFailuresOfManyHostsAndUndoesIt();
    void namesAndJobsOfAHost();
    void theEmptyPageTeaches();

private:
    void begin(const QStringList &pathsOfA, const QStringList &pathsOfB);
    bool select(const QString &base);
    HostRow shown(const QString &base) const;
    QPushButton *button(const QAction *action) const;

    test::CleanSettings m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<PracticeServer> m_first;
    std::unique_ptr<PracticeServer> m_second;
    QString m_a;
    QString m_b;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<MessageBar> m_messages;
    std::unique_ptr<HostsPage> m_page;
    std::unique_ptr<JobBrowser> m_browser;
    QTimer m_samples;
    std::optional<WallTime> m_asOf;
};

void HostsPageTest::initTestCase()
{
    m_theme = std::make_unique<Theme>();
    m_samples.setInterval(50);
    m_samples.callOnTimeout(this, [this] {
        auto snapshot = m_engine->snapshot();
        snapshot.asOf = m_asOf;
        m_page->sampled(snapshot);
    });
}

void HostsPageTest::cleanup()
{
    m_samples.stop();
    m_asOf.reset();
    m_page.reset();
    m_browser.reset();
    m_messages.reset();
    m_engine.reset();
}

static QStringList times(int count, const char *path)
{
    QStringList paths;
    for (int i = 0; i < count; ++i)
        paths.append(QString::fromLatin1(path).arg(i));
    return paths;
}

/// The page before a project with these jobs; nothing runs yet.
void HostsPageTest::begin(const QStringList &pathsOfA, const QStringList &pathsOfB)
{
    m_first = std::make_unique<PracticeServer>();
    m_second = std::make_unique<PracticeServer>();
    m_a = m_first->start().value().toString();
    m_b = m_second->start().value().toString();
    m_engine = std::make_unique<Engine>();
    QVERIFY(m_engine->open({}));
    auto options = m_engine->options();
    options.limits.retries = 0;
    options.limits.perHost = 4;
    QVERIFY(m_engine->setOptions(options, {}));
    QStringList lines;
    for (const auto &path : pathsOfA)
        lines.append(m_a + path);
    for (const auto &path : pathsOfB)
        lines.append(m_b + path);
    if (!lines.isEmpty()) {
        ListImport import(m_engine->store());
        QSignalSpy finished(&import, &ListImport::finished);
        import.import({ImportSource::Kind::Text, lines.join(u'\n')}, {});
        QVERIFY(finished.wait());
    }
    m_messages = std::make_unique<MessageBar>();
    m_page = std::make_unique<HostsPage>(m_engine.get(), m_messages.get());
    m_page->resize(1200, 500);
    m_browser = std::make_unique<JobBrowser>(m_engine->projectPath());
    m_page->setBrowser(m_browser.get());
    m_page->show();
    m_samples.start();
}

HostRow HostsPageTest::shown(const QString &base) const
{
    for (const auto &row : m_page->model()->list().rows) {
        if (row.host.name == base)
            return row;
    }
    return {};
}

bool HostsPageTest::select(const QString &base)
{
    const auto isShown = [&] {
        return shown(base).host.name == base;
    };
    if (!QTest::qWaitFor(isShown, 5'000))
        return false;
    for (int row = 0; row < m_page->model()->rowCount(); ++row) {
        if (m_page->model()->rowAt(row).host.name == base)
            m_page->table()->selectRow(row);
    }
    return m_page->table()->selectedRows().size() == 1;
}

QPushButton *HostsPageTest::button(const QAction *action) const
{
    for (auto *one : m_page->findChildren<QPushButton *>()) {
        if (one->text() == action->text())
            return one;
    }
    return nullptr;
}

void HostsPageTest::asksOnlyWhileSomebodyLooks()
{
    begin(times(10, "/delay/0.3?i=%1"), {});
    m_page->hide();
    QSignalSpy asked(m_engine.get(), &Engine::hostsReady);
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    m_engine->start();
    QVERIFY(ended.wait());
    QVERIFY(asked.isEmpty());
    QCOMPARE(m_page->model()->rowCount(), 0);
}

void HostsPageTest::showsTheRunAndWhatTheProjectRemembers()
{
    begin(times(30, "/delay/0.2?i=%1"), times(3, "/status/404?i=%1"));
    m_engine->start();
    QTRY_COMPARE(shown(m_a).inFlight, 4);
    QCOMPARE(shown(m_a).limit, 4);
    QVERIFY(shown(m_a).waiting > 0);
    QTRY_COMPARE(shown(m_b).of(ErrorKind::HttpStatus), 3);
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    QVERIFY(ended.wait(10'000));
    QTRY_COMPARE(shown(m_a).attempts, 30);
    QTRY_COMPARE(shown(m_a).inFlight, 0);
    QCOMPARE(shown(m_a).attempts, m_first->stats().requests);
    QCOMPARE(shown(m_b).failed, 3);
    m_page->search()->setText(m_b);
    QTRY_COMPARE(m_page->model()->rowCount(), 1);
    QCOMPARE(m_page->model()->list().known, 2);
    m_page->search()->setText(QStringLiteral("nowhere"));
    QTRY_COMPARE(m_page->model()->rowCount(), 0);
    QVERIFY(!m_page->table()->isVisible());
}

void HostsPageTest::looksBackAtAMoment()
{
    begin(times(30, "/delay/0.2?i=%1"), {});
    m_engine->start();
    QTRY_VERIFY(m_first->stats().requests >= 13);
    const auto then = SystemClock().wallNow();
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    QVERIFY(ended.wait(10'000));
    QTRY_COMPARE(shown(m_a).attempts, 30);
    m_asOf = then;
    QTRY_COMPARE(shown(m_a).inFlight, 4);
    const auto row = shown(m_a);
    QVERIFY(row.attempts >= 8 && row.attempts <= 20);
    QVERIFY(row.perSecond > 0);
    QCOMPARE(row.limit, 0); // what it was then is not known here
    QVERIFY(select(m_a));
    QVERIFY(!m_page->actions()->limit->isEnabled());
    QVERIFY(!m_page->actions()->pause->isEnabled());
    QVERIFY(m_page->actions()->showJobs->isEnabled());
    m_asOf.reset();
    QTRY_COMPARE(shown(m_a).attempts, 30);
}

void HostsPageTest::limitsAHostOfTheRun()
{
    begin(times(200, "/delay/0.1?i=%1"), {});
    m_engine->start();
    QTRY_COMPARE(m_first->stats().inFlight, 4);
    QVERIFY(select(m_a));
    button(m_page->actions()->limit)->click();
    auto *dialog = m_page->findChild<HostLimitDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->field()->value(), 4.0);
    dialog->field()->setValue(9);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(m_first->stats().inFlight, 9);
    QTRY_VERIFY(shown(m_a).ownLimit);
    QCOMPARE(shown(m_a).limit, 9);
    QVERIFY(m_messages->text().contains(m_a));
    m_messages->findChild<QPushButton *>()->click(); // Undo
    QTRY_VERIFY(!shown(m_a).ownLimit);
    QVERIFY(m_engine->options().hostRules.empty());
    QTRY_COMPARE(m_first->stats().inFlight, 4);
    m_engine->stop();
}

void HostsPageTest::pausesAHostOfTheRunAndUndoesIt()
{
    begin(times(40, "/delay/0.1?i=%1"), times(40, "/delay/0.1?i=%1"));
    m_engine->start();
    QTRY_VERIFY(m_first->stats().requests > 4);
    QVERIFY(select(m_a));
    m_page->table()->setFocus();
    m_page->actions()->pause->trigger();
    QTRY_COMPARE(m_first->stats().inFlight, 0);
    const auto requests = m_first->stats().requests;
    QTRY_VERIFY(shown(m_a).paused);
    QTRY_COMPARE(m_second->stats().requests, 40);
    QCOMPARE(m_first->stats().requests, requests);
    QVERIFY(m_page->actions()->pause->text().contains(QStringLiteral("go on")));
    m_messages->findChild<QPushButton *>()->click();
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    QVERIFY(ended.wait(10'000));
    QCOMPARE(m_first->stats().requests, 40);
}

void HostsPageTest::retriesItsFailures()
{
    begin(times(5, "/status/500?i=%1"), times(5, "/status/500?i=%1"));
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    m_engine->start();
    QVERIFY(ended.wait());
    QVERIFY(select(m_a));
    QTRY_VERIFY(m_page->actions()->retry->isEnabled());
    m_page->actions()->retry->trigger();
    QTRY_COMPARE(m_engine->snapshot().counts.of(JobState::Queued), 5);
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Failed), 5);
    m_engine->start();
    QVERIFY(ended.wait());
    QCOMPARE(m_first->stats().requests, 10);
    QCOMPARE(m_second->stats().requests, 5);
}

void HostsPageTest::theCommonLimitHoldsAgain()
{
    begin(times(2, "/json/%1"), {});
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    m_engine->start();
    QVERIFY(ended.wait());
    auto options = m_engine->options();
    setRule(&options.hostRules, {HostKey{m_a}, 9, true});
    QVERIFY(m_engine->setOptions(options, {}));
    QTRY_VERIFY(shown(m_a).ownLimit);
    QVERIFY(select(m_a));
    m_page->actions()->limit->trigger();
    auto *dialog = m_page->findChild<HostLimitDialog *>();
    QVERIFY(dialog);
    for (auto *one : dialog->findChildren<QPushButton *>()) {
        if (one->text().contains(QStringLiteral("common limit")))
            one->click();
    }
    QTRY_VERIFY(!shown(m_a).ownLimit);
    QVERIFY(ruleFor(m_engine->options().hostRules, HostKey{m_a}).paused); // that was not asked for
    QVERIFY(m_messages->text().contains(QStringLiteral("common limit of 4")));
}

void HostsPageTest::retriesFailuresOfManyHostsAndUndoesIt()
{
    constexpr int hosts = 25; // each on an address of its own, where nobody listens
    begin({}, {});
    QStringList lines;
    for (int i = 0; i < hosts; ++i)
        lines.append(QStringLiteral("http://127.0.0.%1:9/").arg(i + 2));
    ListImport import(m_engine->store());
    QSignalSpy imported(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, lines.join(u'\n')}, {});
    QVERIFY(imported.wait());
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    m_engine->start();
    QVERIFY(ended.wait(20'000));
    const auto count = [this](JobState state) {
        return m_engine->snapshot().counts.of(state);
    };
    QCOMPARE(count(JobState::Failed), hosts);
    QTRY_COMPARE(m_page->model()->rowCount(), hosts);
    m_page->table()->selectAll();
    QTRY_VERIFY(m_page->actions()->retry->isEnabled());
    m_page->actions()->retry->trigger();
    QTRY_COMPARE(count(JobState::Queued), hosts);
    QTRY_VERIFY(m_messages->text().contains(QStringLiteral("Queued again: 25 jobs")));
    m_messages->findChild<QPushButton *>()->click(); // Undo
    QTRY_COMPARE(count(JobState::Failed), hosts);
    QTRY_VERIFY(m_messages->text().contains(QStringLiteral("25 jobs put back")));
}

void HostsPageTest::namesAndJobsOfAHost()
{
    begin(times(2, "/json/%1"), times(2, "/json/%1"));
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    m_engine->start();
    QVERIFY(ended.wait());
    QVERIFY(!m_page->actions()->limit->isEnabled());
    QVERIFY(select(m_b));
    QSignalSpy wanted(m_page.get(), &HostsPage::jobsOfHostRequested);
    m_page->actions()->showJobs->trigger();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), m_b);
    m_page->actions()->copy->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), m_b);
    QVERIFY(!m_page->actions()->retry->isEnabled()); // nothing failed
    Q_EMIT m_page->table()->customContextMenuRequested(QPoint(5, 5));
    auto *menu = m_page->findChild<QMenu *>();
    QVERIFY(menu);
    for (auto *action : m_page->actions()->all())
        QVERIFY2(menu->actions().contains(action), qPrintable(action->text()));
    menu->close();
}

void HostsPageTest::theEmptyPageTeaches()
{
    begin({}, {});
    QTest::qWait(150);
    QVERIFY(!m_page->table()->isVisible());
    bool taught = false;
    for (const auto *label : m_page->findChildren<QLabel *>())
        taught = taught || (label->isVisible() && label->text().contains(QStringLiteral("Start the run")));
    QVERIFY(taught);
    for (const auto *action : m_page->actions()->all())
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
}

QTEST_MAIN(HostsPageTest)
#include "tst_hostspage.moc"
