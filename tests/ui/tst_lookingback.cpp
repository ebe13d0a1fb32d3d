// Opening a finished project shows its charts and last words; a moment moves everything there and back.
#include "cleansettings.h"
#include "engine/engine.h"
#include "engine/listimport.h"
#include "limits/limitranges.h"
#include "practice/practiceserver.h"
#include "ui/actions.h"
#include "ui/charts/chartspage.h"
#include "ui/charts/runchart.h"
#include "ui/charts/runplot.h"
#include "ui/charts/timeline.h"
#include "ui/failures/failurespage.h"
#include "ui/inspector/jobinspector.h"
#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"
#include "ui/mainwindow.h"
#include "ui/pages/pagestack.h"
#include "ui/run/verdictbanner.h"
#include "ui/runs/comparedialog.h"
#include "ui/runs/presentnote.h"
#include "ui/runs/runhistory.h"
#include "ui/runs/runscontroller.h"
#include "ui/runs/timebar.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace sluice;
using namespace std::chrono_literals;

class LookingBackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFinishedProjectShowsItsRun();
    void aMomentMovesEverything();
    void whatShowsThePresentSaysSo();
    void escapeReturns();
    void keysMoveByASecond();
    void runsAreCompared();
    void aDoubleClickChoosesNoMoment();
    void anEarlierRunEndsAtItsOwnEnd();
    void aReportIsWritten();
    void pictures();

private:
    static constexpr int jobs = 40;
    void runOnce();

    test::CleanSettings m_settings;
    QTemporaryDir m_folder;
    PracticeServer m_server;
    QString m_base;
    Engine m_engine;
    Theme m_theme;
    std::unique_ptr<MainWindow> m_window;
};

void LookingBackTest::runOnce()
{
    QString lines;
    for (int i = 0; i < jobs; ++i)
        lines += m_base + QStringLiteral("/delay/0.5?%1\n").arg(i);
    lines += m_base + QStringLiteral("/status/404\n");
    ListImport import(m_engine.store());
    QSignalSpy imported(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, lines}, {});
    QVERIFY(imported.wait(20'000));
    QSignalSpy finished(&m_engine, &Engine::runFinished);
    m_engine.start();
    QVERIFY(finished.wait(30'000));
}

/// Two real runs; then the project is opened as if another day.
void LookingBackTest::initTestCase()
{
    const auto base = m_server.start();
    QVERIFY(base);
    m_base = base.value().toString();
    const auto path = m_folder.filePath(QStringLiteral("list.sluice"));
    QVERIFY(m_engine.open(path));
    runOnce();
    auto options = m_engine.options();
    options.limits.perHost = 12;
    QVERIFY(m_engine.setOptions(options, QStringLiteral("you")));
    runOnce();
    m_engine.close();
    m_window = std::make_unique<MainWindow>(&m_engine, &m_theme);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->open(path, {});
    QTRY_VERIFY(!m_window->runs()->history()->series().empty());
    QTRY_COMPARE(m_window->jobs()->model()->rowCount(), 2 * (jobs + 1));
}

void LookingBackTest::aFinishedProjectShowsItsRun()
{
    const auto &history = *m_window->runs()->history();
    QCOMPARE(history.runs().size(), size_t(2));
    QVERIFY(history.shownRun() && history.shownRun()->id == 2);
    QVERIFY(history.shownRun()->ended);
    for (const auto &point : history.series())
        QCOMPARE(point.run, 2);
    const auto shown = history.dressed(m_engine.snapshot());
    QVERIFY(!shown.recent.empty());
    QTRY_VERIFY(
        m_window->findChild<VerdictBanner *>()->accessibleName().contains(QStringLiteral("Run 2: 41 attempts")));
    QVERIFY(m_window->runs()->bar()->isVisible());
}

void LookingBackTest::aMomentMovesEverything()
{
    auto *slider = m_window->runs()->bar()->findChild<QSlider *>();
    auto &history = *m_window->runs()->history();
    const auto begin = history.series().front().second;
    slider->setValue(1);
    QVERIFY(history.moment().has_value());
    QCOMPARE(*history.moment(), begin + 1s);
    const auto *banner = m_window->findChild<VerdictBanner *>();
    QVERIFY2(banner->accessibleName().startsWith(QStringLiteral("Showing ")), qUtf8Printable(banner->accessibleName()));
    // The table tells what the counts tell, and both what the attempts tell.
    StateCounts seen;
    QTRY_VERIFY([&] {
        seen = {};
        const auto *model = m_window->jobs()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (const auto *job = model->rowAt(row))
                seen.byState[static_cast<size_t>(job->state)]++;
        }
        return seen.of(JobState::Running) > 0 && seen == history.dressed(m_engine.snapshot()).counts;
    }());
    QVERIFY(seen.of(JobState::Queued) > 0);
    QVERIFY(seen.of(JobState::Succeeded) >= jobs); // those of the first run
    QVERIFY(seen.of(JobState::Running) <= 12);
    QVERIFY(m_window->runs()->bar()->isVisible());
}

/// What is not kept for every moment says that it is not of that moment.
void LookingBackTest::whatShowsThePresentSaysSo()
{
    const auto notes = m_window->findChildren<PresentNote *>();
    QCOMPARE(notes.size(), 3); // failures, tasks, the details of a job
    m_window->pages()->show(QStringLiteral("warning"));
    const auto *failures = m_window->failures()->findChild<PresentNote *>();
    QTRY_VERIFY(failures->isVisibleTo(m_window->failures()));
    QVERIFY(failures->text().startsWith(QStringLiteral("Shows the present, not ")));
    m_window->pages()->show(QStringLiteral("list"));
    auto *table = m_window->jobs()->table();
    table->setCurrentIndex(m_window->jobs()->model()->index(0, 0));
    const auto *inspector = m_window->findChild<JobInspector *>();
    QTRY_VERIFY(inspector->findChild<PresentNote *>()->isVisible());
    table->clearSelection();
}

void LookingBackTest::escapeReturns()
{
    auto &history = *m_window->runs()->history();
    QVERIFY(history.moment().has_value());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!history.moment());
    QTRY_VERIFY([this] {
        const auto *model = m_window->jobs()->model();
        const auto *last = model->rowAt(model->rowCount() - 2);
        return last && last->state == JobState::Succeeded;
    }());
    QVERIFY(!m_window->actions()->timeEnd->isEnabled());
    QTRY_VERIFY(!m_window->findChild<JobInspector *>()->findChild<PresentNote *>()->isVisible());
}

void LookingBackTest::keysMoveByASecond()
{
    auto &history = *m_window->runs()->history();
    m_window->actions()->timeBack->trigger();
    QVERIFY(history.moment().has_value());
    const auto first = *history.moment();
    m_window->actions()->timeBack->trigger();
    QCOMPARE(*history.moment(), first - 1s);
    m_window->actions()->timeForward->trigger();
    QCOMPARE(*history.moment(), first);
    m_window->actions()->timeForward->trigger();
    QVERIFY(!history.moment());
}

void LookingBackTest::runsAreCompared()
{
    auto *dialog = m_window->runs()->showComparison();
    QVERIFY(dialog);
    QSignalSpy compared(dialog, &CompareDialog::compared);
    QVERIFY(compared.wait(5'000));
    const auto *rows = dialog->findChild<QTableView *>()->model();
    QStringList text;
    for (int row = 0; row < rows->rowCount(); ++row)
        text += rows->index(row, 0).data().toString() + u'|' + rows->index(row, 1).data().toString() + u'|' +
                rows->index(row, 2).data().toString();
    QVERIFY2(text.contains(QStringLiteral("Attempts|41|41")), qUtf8Printable(text.join(u'\n')));
    QVERIFY2(text.contains(QStringLiteral("Setting: %1|6|12").arg(limitRange(LimitField::PerHost).label())),
             qUtf8Printable(text.join(u'\n')));
    // Another project's runs are offered too; this one's will do.
    dialog->addProject(m_engine.projectPath());
    QCOMPARE(dialog->findChild<QComboBox *>()->count(), 4);
    QVERIFY(compared.wait(5'000));
    QVERIFY(!m_window->charts()->isLive()); // both runs are there, on one axis
    const auto labels = m_window->charts()->findChildren<QLabel *>();
    QVERIFY(std::ranges::count(labels, QStringLiteral("Numbers: first run. Dashed: second"), &QLabel::text) == 1);
    Q_EMIT m_window->charts()->charts().front()->plot()->chosen(1); // of which run?
    const auto &history = *m_window->runs()->history();
    QVERIFY(!history.moment());
    dialog->close();
    QVERIFY(!m_window->charts()->isLive()); // the last run again, all of it
    QCOMPARE(m_window->charts()->charts().front()->table().rows.size(), history.series().size());
}

void LookingBackTest::aDoubleClickChoosesNoMoment()
{
    m_window->pages()->show(QStringLiteral("charts"));
    auto *plot = m_window->charts()->charts().front()->plot();
    QTRY_VERIFY(plot->isVisible() && plot->xAt(2) > plot->xAt(1));
    const auto &history = *m_window->runs()->history();
    const auto at = QPoint(int(plot->xAt(2)), plot->height() / 2);
    QTest::mouseClick(plot->viewport(), Qt::LeftButton, {}, at);
    QVERIFY(history.moment());
    m_window->runs()->bar()->backToPresent();
    m_window->charts()->timeline()->show(0, 10);
    QTest::mouseDClick(plot->viewport(), Qt::LeftButton, {}, at);
    QVERIFY(!history.moment());
    m_window->pages()->show(QStringLiteral("list"));
}

void LookingBackTest::anEarlierRunEndsAtItsOwnEnd()
{
    auto &history = *m_window->runs()->history();
    const auto says = [this](const QString &text) {
        const auto labels = m_window->runs()->bar()->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text().startsWith(text); });
    };
    QVERIFY(says(QStringLiteral("The end of the run")));
    history.showRun(1);
    QTRY_VERIFY(history.shownRun()->id == 1);
    QVERIFY(history.moment() && *history.moment() > history.series().back().second);
    QVERIFY(*history.moment() <= history.runs().back().started);
    QTRY_COMPARE(m_window->jobs()->model()->rowCount(), jobs + 1); // the second run's were not there yet
    const auto *slider = m_window->runs()->bar()->findChild<QSlider *>();
    QCOMPARE(slider->value(), slider->maximum());
    QVERIFY(says(QStringLiteral("The end of the run, ")));
    m_window->actions()->timeEnd->trigger();
    QTRY_VERIFY(history.shownRun()->id == 2);
    QVERIFY(!history.moment());
    QTRY_COMPARE(m_window->jobs()->model()->rowCount(), 2 * (jobs + 1));
    Snapshot paused;
    paused.state = RunState::Paused;
    m_window->runs()->bar()->sampled(paused);
    QVERIFY(says(QStringLiteral("Now")));
    m_window->runs()->bar()->sampled({});
}

void LookingBackTest::aReportIsWritten()
{
    const auto file = m_folder.filePath(QStringLiteral("report.html"));
    m_window->runs()->writeReport(file);
    QTRY_VERIFY(QFile::exists(file));
    QFile report(file);
    QVERIFY(report.open(QIODevice::ReadOnly));
    QVERIFY(report.readAll().contains("list.sluice: Run 2"));
}

/// For looking at: only where a folder is named.
void LookingBackTest::pictures()
{
    const auto folder = qEnvironmentVariable("SLUICE_PICTURES");
    if (folder.isEmpty())
        QSKIP("SLUICE_PICTURES names no folder");
    for (const auto scheme : {ColourScheme::Light, ColourScheme::Dark}) {
        m_theme.setScheme(scheme);
        const auto theme = scheme == ColourScheme::Light ? QStringLiteral("light") : QStringLiteral("dark");
        const auto save = [&](QWidget *widget, const QString &name) {
            QTest::qWait(600);
            QVERIFY(widget->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, theme)));
        };
        save(m_window.get(), QStringLiteral("opened"));
        m_window->runs()->bar()->findChild<QSlider *>()->setValue(1);
        save(m_window.get(), QStringLiteral("past"));
        auto *dialog = m_window->runs()->showComparison();
        save(dialog, QStringLiteral("compare"));
        dialog->close();
        m_window->runs()->bar()->backToPresent();
    }
}

QTEST_MAIN(LookingBackTest)
#include "tst_lookingback.moc"
