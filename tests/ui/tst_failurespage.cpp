// The page of failures over a real project with real failures.
#include "core/error.h"
#include "engine/engine.h"
#include "engine/listimport.h"
#include "practice/practiceserver.h"
#include "tests/ui/cleansettings.h"
#include "ui/failures/clusterdetail.h"
#include "ui/failures/failuremodel.h"
#include "ui/failures/failurespage.h"
#include "ui/failures/nofailures.h"
#include "ui/failures/retrydialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace sluice;
using namespace std::chrono_literals;

class FailuresPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(); }
    void init();
    void cleanup();
    void teachesWhileThereAreNone();
    void wordsAreShownAndSpokenAsTheyStand();
    void showsGroupsAndExamples();
    void retriesAndUndoes();
    void retriesWithOtherLimitsAndUndoesBoth();
    void limitsCanBePutBackWithoutJobs();
    void excludesAHostAndUndoes();
    void ignoresShowsAgainAndUndoes();
    void handsJobsOn();
    void rowsStayWhereTheyAre();
    void theOrderIsThePersonsOwn();
    void doesNothingWhileHidden();

private:
    void add(int count, const QString &path);
    bool run();
    bool look();
    void fail(); ///< 4 × 404, 2 × 410
    QString cell(int row, int column) const { return m_page->model()->index(row, column).data().toString(); }
    void press(const QString &text);
    qint64 of(JobState state) const { return m_engine->snapshot().counts.of(state); }
    bool says(const QString &part) const { return m_page->messages()->text().contains(part); }

    test::CleanSettings m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<PracticeServer> m_server;
    QString m_base;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<FailuresPage> m_page;
};

void FailuresPageTest::init()
{
    m_server = std::make_unique<PracticeServer>();
    m_base = m_server->start().value().toString();
    m_engine = std::make_unique<Engine>();
    QVERIFY(m_engine->open({}));
    auto options = m_engine->options();
    options.limits.retries = 0;
    QVERIFY(m_engine->setOptions(options, QStringLiteral("you")));
    m_page = std::make_unique<FailuresPage>(m_engine.get());
    m_page->resize(1100, 640);
    m_page->show();
}

void FailuresPageTest::cleanup()
{
    m_page.reset();
    m_engine.reset();
}

void FailuresPageTest::add(int count, const QString &path)
{
    QStringList lines;
    for (int i = 0; i < count; ++i)
        lines.append(m_base + path + QStringLiteral("?x=%1").arg(i));
    ListImport import(m_engine->store());
    QSignalSpy finished(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, lines.join(QLatin1Char('\n'))}, {});
    QVERIFY(finished.wait());
}

bool FailuresPageTest::run()
{
    QSignalSpy finished(m_engine.get(), &Engine::runFinished);
    m_engine->start();
    return finished.wait(20'000);
}

/// As the window does, until the page has looked.
bool FailuresPageTest::look()
{
    const QSignalSpy shown(m_page.get(), &FailuresPage::boardShown);
    return QTest::qWaitFor(
        [&] {
            m_page->sampled(m_engine->snapshot());
            return !shown.isEmpty();
        },
        10'000);
}

void FailuresPageTest::fail()
{
    add(4, QStringLiteral("/status/404"));
    add(2, QStringLiteral("/status/410"));
    QVERIFY(run());
    QVERIFY(look());
}

void FailuresPageTest::press(const QString &text)
{
    for (auto *button : m_page->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text().remove(u'&') == text) {
            QVERIFY2(button->isEnabled(), qPrintable(text));
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    QFAIL(qPrintable(text));
}

void FailuresPageTest::teachesWhileThereAreNone()
{
    const auto *none = m_page->findChild<NoFailures *>();
    QVERIFY(none->isVisible());
    m_page->sampled(m_engine->snapshot());
    QCOMPARE(none->accessibleName(), QStringLiteral("Nothing has run yet."));
    add(1, QStringLiteral("/bytes/10"));
    QVERIFY(run());
    QVERIFY(look());
    QVERIFY(none->isVisible());
    QCOMPARE(none->accessibleName(), QStringLiteral("No failures."));
    QVERIFY(!m_page->table()->isVisible());
}

void FailuresPageTest::wordsAreShownAndSpokenAsTheyStand()
{
    FailureModel model;
    FailureCluster cluster;
    cluster.key.kind = ErrorKind::TimeoutFirstByte;
    cluster.key.pattern = QStringLiteral("No <b>answer</b> & none within N");
    model.replace({cluster});
    const auto cell = model.index(0, FailureModel::Message);
    const auto plain = QStringLiteral("No <b>answer</b> & none within …");
    QCOMPARE(cell.data().toString(), plain);
    QCOMPARE(cell.data(Qt::AccessibleTextRole).toString(), plain);
    QCOMPARE(cell.data(Qt::ToolTipRole).toString(), QStringLiteral("<p>%1</p>").arg(plain.toHtmlEscaped()));
}

void FailuresPageTest::showsGroupsAndExamples()
{
    const QAbstractItemModelTester tester(const_cast<FailureModel *>(m_page->model()),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    fail();
    QVERIFY(m_page->table()->isVisible());
    QCOMPARE(m_page->model()->rowCount(), 2);
    QCOMPARE(cell(0, FailureModel::Count), QStringLiteral("4"));
    QCOMPARE(cell(0, FailureModel::Class), errorKindLabel(ErrorKind::HttpStatus));
    QCOMPARE(cell(0, FailureModel::Host), m_base);
    QVERIFY(cell(0, FailureModel::Message).contains(QStringLiteral("404")));
    const auto bars = m_page->model()->index(0, FailureModel::Trend).data(FailureModel::trendRole);
    QCOMPARE(bars.value<QList<qreal>>().size(), qsizetype(trendSlices));
    QVERIFY(!m_page->model()->index(0, FailureModel::Trend).data(Qt::AccessibleTextRole).toString().isEmpty());
    QCOMPARE(m_page->detail()->examples()->model()->rowCount(), 3); // of the first group, without a click
    m_page->table()->setCurrentIndex(m_page->model()->index(1, 0));
    QCOMPARE(m_page->detail()->examples()->model()->rowCount(), 2);
    QVERIFY(m_page->detail()->examples()->model()->index(0, 1).data().toString().contains(QStringLiteral("/410")));
}

void FailuresPageTest::retriesAndUndoes()
{
    fail();
    press(QStringLiteral("Retry…"));
    auto *dialog = m_page->findChild<RetryDialog *>();
    QVERIFY(dialog);
    press(QStringLiteral("Retry 4 jobs"));
    QTRY_COMPARE(of(JobState::Queued), 4);
    QTRY_VERIFY(says(QStringLiteral("Queued again: 4 jobs")));
    QTRY_COMPARE(m_page->model()->rowCount(), 1);
    press(QStringLiteral("Undo"));
    QTRY_COMPARE(of(JobState::Failed), 6);
    QTRY_VERIFY(says(QStringLiteral("4 jobs put back")));
    QTRY_COMPARE(m_page->model()->rowCount(), 2);
}

void FailuresPageTest::retriesWithOtherLimitsAndUndoesBoth()
{
    fail();
    const auto before = m_engine->options().limits;
    auto wanted = before;
    wanted.retries = 5;
    wanted.attemptTimeout = 90s;
    press(QStringLiteral("Retry…"));
    auto *dialog = m_page->findChild<RetryDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->chosen(wanted);
    dialog->reject();
    QTRY_COMPARE(of(JobState::Queued), 4);
    QCOMPARE(m_engine->options().limits, wanted);
    QTRY_VERIFY(says(QStringLiteral("Queued again")));
    press(QStringLiteral("Undo"));
    QTRY_COMPARE(of(JobState::Failed), 6);
    QCOMPARE(m_engine->options().limits, before);
}

void FailuresPageTest::limitsCanBePutBackWithoutJobs()
{
    fail();
    const auto before = m_engine->options().limits;
    auto wanted = before;
    wanted.retries = 5;
    press(QStringLiteral("Retry…"));
    auto *dialog = m_page->findChild<RetryDialog *>();
    QVERIFY(dialog);
    JobFilter failed;
    failed.states = {JobState::Failed};
    QVERIFY(m_engine->requeue(failed)); // from elsewhere, meanwhile
    Q_EMIT dialog->chosen(wanted);
    dialog->reject();
    QTRY_VERIFY(says(QStringLiteral("Queued again: 0 jobs")));
    QCOMPARE(m_engine->options().limits, wanted);
    press(QStringLiteral("Put the limits back"));
    QCOMPARE(m_engine->options().limits, before);
}

void FailuresPageTest::excludesAHostAndUndoes()
{
    fail();
    add(20, QStringLiteral("/bytes/5"));
    auto *exclude = m_page->detail()->findChild<QToolButton *>();
    QVERIFY(exclude && exclude->isEnabled());
    QCOMPARE(exclude->menu()->actions().size(), 1);
    exclude->menu()->actions().front()->trigger();
    QTRY_COMPARE(of(JobState::Cancelled), 20);
    QCOMPARE(of(JobState::Failed), 6);
    QTRY_VERIFY(says(QStringLiteral("Cancelled: 20 jobs")));
    press(QStringLiteral("Undo"));
    QTRY_COMPARE(of(JobState::Queued), 20);
}

void FailuresPageTest::ignoresShowsAgainAndUndoes()
{
    fail();
    press(QStringLiteral("Ignore"));
    QTRY_COMPARE(m_page->model()->rowCount(), 1);
    QVERIFY(cell(0, FailureModel::Message).contains(QStringLiteral("410")));
    auto *showIgnored = m_page->findChildren<QCheckBox *>().front();
    QVERIFY(showIgnored->isVisible());
    QVERIFY(showIgnored->text().contains(QStringLiteral("(4)")));
    press(QStringLiteral("Undo"));
    QTRY_COMPARE(m_page->model()->rowCount(), 2);

    m_page->table()->setCurrentIndex(m_page->model()->index(1, 0));
    press(QStringLiteral("Ignore"));
    QTRY_COMPARE(m_page->model()->rowCount(), 1);
    showIgnored->setChecked(true);
    QTRY_COMPARE(m_page->model()->rowCount(), 2);
    for (int row = 0; row < 2; ++row) {
        if (m_page->model()->clusterAt(row)->ignored)
            m_page->table()->setCurrentIndex(m_page->model()->index(row, 0));
    }
    press(QStringLiteral("Show again"));
    QTRY_VERIFY(!m_page->model()->clusterAt(0)->ignored && !m_page->model()->clusterAt(1)->ignored);
}

void FailuresPageTest::handsJobsOn()
{
    fail();
    const QSignalSpy jobs(m_page.get(), &FailuresPage::showJobsRequested);
    const QSignalSpy job(m_page.get(), &FailuresPage::showJobRequested);
    QSignalSpy exported(m_page.get(), &FailuresPage::exportRequested);
    press(QStringLiteral("Show the jobs"));
    QVERIFY(jobs.value(0).value(0).toString().startsWith(QStringLiteral("state=failed,error_kind=http-status")));
    press(QStringLiteral("Export…"));
    QCOMPARE(exported.value(0).value(1).toLongLong(), 4);
    auto *examples = m_page->detail()->examples();
    const auto at = examples->visualRect(examples->model()->index(1, 1)).center();
    QTest::mouseClick(examples->viewport(), Qt::LeftButton, Qt::NoModifier, at);
    QCOMPARE(job.value(0).value(0).toLongLong(), number(m_page->model()->clusterAt(0)->examples[1].job));
}

void FailuresPageTest::rowsStayWhereTheyAre()
{
    fail();
    m_page->table()->setCurrentIndex(m_page->model()->index(1, 0));
    add(5, QStringLiteral("/status/410")); // now the larger group
    add(1, QStringLiteral("/truncate"));
    QVERIFY(run());
    const auto seen = [this] {
        m_page->sampled(m_engine->snapshot());
        return m_page->model()->rowCount() == 3;
    };
    QTRY_VERIFY_WITH_TIMEOUT(seen(), 10'000);
    QVERIFY(cell(0, FailureModel::Message).contains(QStringLiteral("404")));
    QCOMPARE(cell(1, FailureModel::Count), QStringLiteral("7"));
    QCOMPARE(m_page->table()->currentIndex().row(), 1);
    m_page->table()->sortByColumn(FailureModel::Count, Qt::DescendingOrder);
    QCOMPARE(cell(0, FailureModel::Count), QStringLiteral("7"));
    QCOMPARE(m_page->table()->currentIndex().row(), 0); // it goes with its group
}

void FailuresPageTest::theOrderIsThePersonsOwn()
{
    fail();
    m_page->table()->sortByColumn(FailureModel::Count, Qt::AscendingOrder);
    QCOMPARE(cell(0, FailureModel::Count), QStringLiteral("2"));
    m_page->setGroupedByHost(true); // other groups
    QVERIFY(look());
    QCOMPARE(cell(0, FailureModel::Count), QStringLiteral("2"));
    const auto *header = m_page->table()->horizontalHeader();
    QCOMPARE(header->sortIndicatorSection(), int(FailureModel::Count));
    add(5, QStringLiteral("/status/410")); // now the larger group
    QVERIFY(run());
    const auto seen = [this] {
        m_page->sampled(m_engine->snapshot());
        return cell(0, FailureModel::Count) == u"7";
    };
    QTRY_VERIFY_WITH_TIMEOUT(seen(), 10'000);     // it stays where it is
    QCOMPARE(header->sortIndicatorSection(), -1); // and the arrow does not say otherwise
    m_page->hide();
    m_page->show();
    QCOMPARE(cell(0, FailureModel::Count), QStringLiteral("4"));
    QCOMPARE(header->sortIndicatorSection(), int(FailureModel::Count));
}

void FailuresPageTest::doesNothingWhileHidden()
{
    m_page->hide();
    add(2, QStringLiteral("/status/404"));
    QVERIFY(run());
    const QSignalSpy shown(m_page.get(), &FailuresPage::boardShown);
    m_page->sampled(m_engine->snapshot());
    QTest::qWait(200);
    QVERIFY(shown.isEmpty());
    m_page->show();
    QVERIFY(look());
    QCOMPARE(m_page->model()->rowCount(), 1);
}

QTEST_MAIN(FailuresPageTest)
#include "tst_failurespage.moc"
