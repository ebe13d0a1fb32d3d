// The whole story through the real window: a list goes in, jobs run under limits, results come out.
#include "engine/engine.h"
#include "practice/practiceserver.h"
#include "tests/ui/cleansettings.h"
#include "ui/exporting/exportdialog.h"
#include "ui/importing/importdialog.h"
#include "ui/inspector/jobinspector.h"
#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"
#include "ui/mainwindow.h"
#include "ui/project/queuecontroller.h"
#include "ui/recipe/recipecontroller.h"
#include "ui/recipe/recipewindow.h"
#include "ui/recipe/stepspanel.h"
#include "ui/settings/settingsdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/numberspin.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace sluice;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void pasteRunChangePauseResumeExport();
    void practiceFillsTheQueue();
    void unsavedWorkIsNotLostByClosing();
    void badProjectIsExplained();
    void whatIsDroppedBecomesSources();
    void everyControlHasAName();

private:
    template <typename Dialog>
    Dialog *dialog();
    void press(QWidget *dialog, const QString &text);
    NumberSpin *spin(const QString &name);
    void importPasted(const QStringList &addresses);

    test::CleanSettings m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

namespace {

constexpr int jobs = 1'000;
constexpr int missing = 20;
constexpr int flaky = 30; // fail once, then succeed

/// Each asks the server exactly once, but the flaky ones twice.
QStringList addresses(const QUrl &base)
{
    const auto root = base.toString();
    QStringList list;
    for (int i = 0; i < jobs; ++i) {
        if (i < missing)
            list.append(QStringLiteral("%1/status/404?i=%2").arg(root).arg(i));
        else if (i < missing + flaky)
            list.append(QStringLiteral("%1/flaky?fail=1&id=%2").arg(root).arg(i));
        else
            list.append(QStringLiteral("%1/delay/0.02?i=%2").arg(root).arg(i));
    }
    return list;
}

struct Table
{
    QStringList head;
    QList<QStringList> rows;

    int sum(const QString &column) const
    {
        int total = 0;
        for (const auto &row : rows)
            total += row.value(head.indexOf(column)).toInt();
        return total;
    }
    int count(const QString &column, const QString &value) const
    {
        int total = 0;
        for (const auto &row : rows)
            total += row.value(head.indexOf(column)) == value ? 1 : 0;
        return total;
    }
};

/// Good enough for columns without commas.
Table readCsv(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    Table table;
    while (!file.atEnd()) {
        const auto fields = QString::fromUtf8(file.readLine()).trimmed().remove(u'"').split(u',');
        if (table.head.isEmpty())
            table.head = fields;
        else
            table.rows.append(fields);
    }
    return table;
}

} // namespace

void TestMainWindow::init()
{
    m_theme = std::make_unique<Theme>();
    m_engine = std::make_unique<Engine>();
    m_window = std::make_unique<MainWindow>(m_engine.get(), m_theme.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_engine.reset();
    m_theme.reset();
}

template <typename Dialog>
Dialog *TestMainWindow::dialog()
{
    const auto found = [this] {
        return m_window->findChild<Dialog *>() != nullptr;
    };
    return QTest::qWaitFor(found, 5'000) ? m_window->findChild<Dialog *>() : nullptr;
}

void TestMainWindow::press(QWidget *dialog, const QString &text)
{
    QPushButton *found = nullptr;
    const auto ready = [&] {
        for (auto *button : dialog->findChildren<QPushButton *>()) {
            if (button->text().remove(u'&').startsWith(text) && button->isEnabled())
                found = button;
        }
        return found != nullptr;
    };
    QVERIFY2(QTest::qWaitFor(ready, 10'000), qPrintable(QStringLiteral("No button %1").arg(text)));
    QTest::mouseClick(found, Qt::LeftButton);
}

NumberSpin *TestMainWindow::spin(const QString &name)
{
    for (auto *spin : m_window->findChildren<NumberSpin *>()) {
        if (spin->accessibleName() == name)
            return spin;
    }
    return nullptr;
}

void TestMainWindow::importPasted(const QStringList &list)
{
    QGuiApplication::clipboard()->setText(list.join(u'\n'));
    QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
    auto *import = dialog<ImportDialog>();
    QVERIFY(import);
    press(import, QStringLiteral("Add %1 jobs").arg(QLocale().toString(list.size())));
    QTRY_COMPARE_WITH_TIMEOUT(m_engine->snapshot().counts.total(), list.size(), 10'000);
}

void TestMainWindow::pasteRunChangePauseResumeExport()
{
    PracticeServer server;
    const auto base = server.start();
    QVERIFY(base);
    m_window->open(m_settings.filePath(QStringLiteral("story.sluice")), {});
    importPasted(addresses(base.value()));

    const auto *actions = m_window->actions();
    QTRY_VERIFY(actions->start->isEnabled());
    actions->start->trigger();
    const auto succeeded = [this] {
        return m_engine->snapshot().counts.of(JobState::Succeeded);
    };
    QTRY_VERIFY_WITH_TIMEOUT(succeeded() > 50, 20'000);

    auto *perHost = spin(QStringLiteral("Requests per host"));
    QVERIFY(perHost);
    QCOMPARE(perHost->value(), 6.0);
    QCOMPARE(server.stats().peakInFlight, 6);
    perHost->setFocus();
    perHost->selectAll();
    QTest::keyClicks(perHost, QStringLiteral("3"));
    QTest::keyClick(perHost, Qt::Key_Return);
    QTRY_COMPARE(m_engine->options().limits.perHost, 3);
    QCOMPARE(m_engine->options().limits.name, QStringLiteral("custom"));
    const auto marked = [this] {
        const auto recent = m_engine->snapshot().recent;
        return std::ranges::any_of(recent,
                                   [](const auto &point) { return point.mark.contains(QLatin1StringView("you")); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(marked(), 5'000);

    QTRY_VERIFY(actions->pause->isEnabled());
    actions->pause->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->snapshot().inFlight == 0, 5'000);
    QCOMPARE(m_engine->runState(), RunState::Paused);
    const auto whilePaused = server.stats().requests;
    QTest::qWait(300);
    QCOMPARE(server.stats().requests, whilePaused);
    QVERIFY(succeeded() < jobs - missing);

    QTRY_VERIFY(actions->start->isEnabled());
    actions->start->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->runState() == RunState::Idle, 60'000);
    QCOMPARE(succeeded(), jobs - missing);

    // Open a failed job: its error is told, in the inspector too.
    auto *view = m_window->jobs()->table();
    const auto *model = m_window->jobs()->model();
    QTRY_VERIFY(model->rowAt(0) && model->rowAt(0)->state == JobState::Failed);
    view->selectRow(0);
    QTRY_VERIFY(m_window->findChild<JobInspector *>()->isVisible());

    QTRY_VERIFY(actions->exportTable->isEnabled());
    actions->exportTable->trigger();
    auto *exporting = dialog<ExportDialog>();
    QVERIFY(exporting);
    const auto file = m_settings.filePath(QStringLiteral("story.csv"));
    exporting->findChild<QLineEdit *>()->setText(file);
    QSignalSpy exported(exporting, &ExportDialog::exported);
    press(exporting, QStringLiteral("Export"));
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, 10'000);

    const auto table = readCsv(file);
    QCOMPARE(table.rows.size(), jobs);
    QCOMPARE(table.count(QStringLiteral("state"), QStringLiteral("succeeded")), jobs - missing);
    QCOMPARE(table.count(QStringLiteral("state"), QStringLiteral("failed")), missing);
    QCOMPARE(table.count(QStringLiteral("status"), QStringLiteral("404")), missing);
    QCOMPARE(table.sum(QStringLiteral("attempts")), jobs + flaky);
    QCOMPARE(server.stats().requests, jobs + flaky);
    QCOMPARE(server.stats().peakInFlight, 6);
}

void TestMainWindow::practiceFillsTheQueue()
{
    m_window->open({}, {});
    m_window->actions()->fillSmall->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_engine->snapshot().counts.total(), 200, 10'000);
    QVERIFY(m_window->actions()->startPractice->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(m_window->jobs()->shownCount(), 200, 5'000);
    QTRY_VERIFY(m_window->actions()->start->isEnabled());
}

void TestMainWindow::unsavedWorkIsNotLostByClosing()
{
    m_window->open({}, {});
    QVERIFY(m_engine->isTemporary());
    importPasted({QStringLiteral("http://127.0.0.1:9/one"), QStringLiteral("http://127.0.0.1:9/two")});
    m_window->close();
    QVERIFY(m_window->isVisible());
    auto *question = dialog<QMessageBox>();
    QVERIFY(question);
    QVERIFY(question->informativeText().contains(QStringLiteral("2 jobs")));
    press(question, QStringLiteral("Delete 2 jobs"));
    QTRY_VERIFY(!m_window->isVisible());
}

void TestMainWindow::badProjectIsExplained()
{
    m_window->open({}, {});
    const auto path = m_settings.filePath(QStringLiteral("not-a-project.sluice"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("just text, and enough of it to be no empty file");
    file.close();
    QSignalSpy changed(m_engine.get(), &Engine::projectChanged);
    m_window->open(path, {});
    QCOMPARE(changed.count(), 0); // what was open stays open
    QVERIFY(m_engine->isOpen());
    const auto labels = m_window->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("not-a-project.sluice"));
    }));
}

void TestMainWindow::whatIsDroppedBecomesSources()
{
    QMimeData dropped;
    dropped.setUrls({QUrl(QStringLiteral("file:///tmp/list.csv")), QUrl(QStringLiteral("file:///tmp/photo.jpg")),
                     QUrl(QStringLiteral("https://example.org/a"))});
    const auto sources = QueueController::sourcesFrom(&dropped);
    QCOMPARE(sources.size(), 3);
    QCOMPARE(sources[0].kind, ImportSource::Kind::ListFile);
    QCOMPARE(sources[1].kind, ImportSource::Kind::Address);
    QCOMPARE(sources[1].text, QStringLiteral("/tmp/photo.jpg"));
    QCOMPARE(sources[2].text, QStringLiteral("https://example.org/a"));

    QMimeData text;
    text.setText(QStringLiteral("https://example.org/a\nhttps://example.org/b"));
    QCOMPARE(QueueController::sourcesFrom(&text).value(0).kind, ImportSource::Kind::Text);
    QMimeData blank;
    blank.setText(QStringLiteral(" \n "));
    QVERIFY(QueueController::sourcesFrom(&blank).isEmpty());
}

void TestMainWindow::everyControlHasAName()
{
    m_window->open({}, {});
    m_window->showSettings();
    m_window->recipe()->show()->steps()->add(QStringLiteral("thumbnail"));
    m_window->queue()->add({});
    QVERIFY(dialog<ImportDialog>());
    m_window->actions()->exportTable->trigger();
    int seen = 0;
    for (auto *widget : m_window->findChildren<QWidget *>()) {
        const bool own = QByteArray(widget->metaObject()->className()).startsWith("sluice::") ||
                         qobject_cast<QAbstractButton *>(widget) || qobject_cast<QAbstractSpinBox *>(widget) ||
                         qobject_cast<QComboBox *>(widget) || qobject_cast<QLineEdit *>(widget) ||
                         qobject_cast<QAbstractItemView *>(widget) || qobject_cast<QPlainTextEdit *>(widget);
        // Parts of Qt's own widgets are named by these.
        const bool part = widget->objectName().startsWith(QLatin1StringView("qt_")) ||
                          qobject_cast<QHeaderView *>(widget) || qobject_cast<QComboBox *>(widget->parentWidget()) ||
                          qobject_cast<QLineEdit *>(widget->parentWidget()) || widget->inherits("QComboBoxListView");
        if (!own || part || widget->isHidden() || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        auto *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(interface);
        QVERIFY2(!interface->text(QAccessible::Name).isEmpty(),
                 qPrintable(QStringLiteral("%1 in %2")
                                .arg(QString::fromLatin1(widget->metaObject()->className()),
                                     QString::fromLatin1(widget->parentWidget()->metaObject()->className()))));
        ++seen;
    }
    QVERIFY2(seen > 40, qPrintable(QString::number(seen)));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
