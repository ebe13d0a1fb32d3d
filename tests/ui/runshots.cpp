#include "pageshots.h"
#include "photographer.h"
#include "practice/practiceserver.h"
#include "ui/charts/chartspage.h"
#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"
#include "ui/pages/pagestack.h"
#include "ui/practice/practicecontroller.h"
#include "ui/run/verdictdetails.h"
#include "ui/runs/comparedialog.h"
#include "ui/runs/runhistory.h"
#include "ui/runs/runscontroller.h"
#include "ui/runs/timebar.h"
#include "ui/tasks/taskspage.h"

#include <QAction>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QStandardPaths>
#include <QTabBar>
#include <QThread>

namespace sluice {

namespace {

constexpr int jobs = 10'000;
const std::vector pages{QStringLiteral("charts"), QStringLiteral("hosts"), QStringLiteral("warning"),
                        QStringLiteral("tasks")};

void useRecipe(Engine *engine)
{
    auto options = engine->options();
    options.recipe.steps = {{QStringLiteral("hash"), {}}};
    if (const auto done = engine->setOptions(options, QStringLiteral("you")); !done)
        std::printf("recipe refused: %s\n", qPrintable(done.error().message));
}

/// Makes the first failed job current, so that the inspector shows it.
void selectFailed(MainWindow *window)
{
    auto *view = window->jobs()->table();
    const auto *model = window->jobs()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto *job = model->rowAt(row);
        if (job && job->state == JobState::Failed) {
            view->setCurrentIndex(model->index(row, 1));
            return;
        }
    }
}

bool fill(MainWindow *window, Engine *engine, int count)
{
    const auto before = engine->snapshot().counts.total();
    window->practice()->fill(count);
    const bool came = QTest::qWaitFor([&] { return engine->snapshot().counts.total() == before + count; }, 20'000);
    if (!came)
        std::fputs("The practice addresses did not arrive.\n", stderr);
    return came;
}

void start(MainWindow *window)
{
    auto *action = window->actions()->start;
    if (!QTest::qWaitFor([action] { return action->isEnabled(); }, 5'000))
        std::fputs("There is nothing to start.\n", stderr);
    action->trigger();
}

void awaitEnd(Engine *engine)
{
    if (!QTest::qWaitFor([engine] { return engine->runState() == RunState::Idle; }, 240'000))
        std::fputs("The run did not end in time; the pictures that follow show it running.\n", stderr);
    QTest::qWait(2'000);
}

/// The page of tasks: by parent, as a list, and what they share.
void photographTasks(Photographer &photographer, MainWindow *window, const QString &when)
{
    window->pages()->show(QStringLiteral("tasks"));
    auto *page = window->pages()->currentWidget();
    QTest::qWait(800);
    photographer.window(QStringLiteral("tasks-tree-") + when);
    const auto buttons = page->findChildren<QPushButton *>();
    const auto tree = std::ranges::find_if(buttons, [](const QPushButton *button) {
        return QString(button->text()).remove(u'&') == QStringLiteral("Tree");
    });
    if (tree != buttons.end()) {
        (*tree)->click();
        QTest::qWait(800);
        photographer.window(QStringLiteral("tasks-list-") + when);
        (*tree)->click();
    }
    page->findChild<QTabBar *>()->setCurrentIndex(1);
    QTest::qWait(800);
    photographer.window(QStringLiteral("resources-") + when);
    page->findChild<QTabBar *>()->setCurrentIndex(0);
}

void photographWhy(Photographer &photographer, MainWindow *window)
{
    for (auto *button : window->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == QStringLiteral("Why?"))
            button->click();
    }
    auto *details = window->findChild<VerdictDetails *>();
    if (!details) {
        std::fputs("The verdict had nothing to explain.\n", stderr);
        return;
    }
    photographer.dialog(details, QStringLiteral("why"));
    details->close();
}

void photographRunning(Photographer &photographer, MainWindow *window, Engine *engine)
{
    window->pages()->show(QStringLiteral("list"));
    setInFlight(engine, 8, 4);
    start(window);
    QTest::qWait(14'000);
    setInFlight(engine, 24, 8);
    QTest::qWait(6'000);
    photographer.window(QStringLiteral("running"), true);
    setInFlight(engine, 12, 2); // there are more pictures to take than this run would last
    QTest::qWait(4'000);
    photographWhy(photographer, window);
    for (const auto &page : pages) {
        if (page == QStringLiteral("tasks"))
            continue;
        window->pages()->show(page);
        QTest::qWait(1'500);
        photographer.window(page + QStringLiteral("-running"));
    }
    QThread::msleep(120); // this is the window's thread: a finding for the page of tasks
    QTest::qWait(2'500);
    photographTasks(photographer, window, QStringLiteral("running"));
}

void photographFinished(Photographer &photographer, MainWindow *window)
{
    window->pages()->show(QStringLiteral("list"));
    selectFailed(window);
    QTest::qWait(500);
    photographer.window(QStringLiteral("finished"), true);
    window->pages()->show(QStringLiteral("charts"));
    QTest::qWait(1'000);
    photographer.window(QStringLiteral("charts-finished"));
    photographTasks(photographer, window, QStringLiteral("finished"));
}

void photographPast(Photographer &photographer, MainWindow *window)
{
    window->pages()->show(QStringLiteral("list"));
    auto *slider = window->runs()->bar()->findChild<QSlider *>();
    slider->setValue(slider->maximum() / 2);
    QTest::qWait(1'500);
    selectFailed(window);
    QTest::qWait(500);
    photographer.window(QStringLiteral("past"));
    for (const auto &page : pages) {
        window->pages()->show(page);
        QTest::qWait(1'500);
        photographer.window(page + QStringLiteral("-past"));
    }
    slider->setValue(slider->maximum());
}

void photographComparison(Photographer &photographer, MainWindow *window)
{
    window->pages()->show(QStringLiteral("charts"));
    auto *dialog = window->runs()->showComparison();
    if (!dialog) {
        std::fputs("There is nothing to compare.\n", stderr);
        return;
    }
    QTest::qWait(1'500);
    photographer.dialog(dialog, QStringLiteral("compare"));
    photographer.window(QStringLiteral("charts-compared"));
    dialog->close();
}

/// By a browser, where there is one; the page itself is kept in any case.
void photographReport(const QDir &folder, MainWindow *window)
{
    const auto page = folder.absoluteFilePath(QStringLiteral("report.html"));
    window->runs()->writeReport(page);
    if (!QTest::qWaitFor([&page] { return QFile::exists(page); }, 10'000)) {
        std::fputs("The report was not written.\n", stderr);
        return;
    }
    auto browser = QStandardPaths::findExecutable(QStringLiteral("chromium"));
    if (browser.isEmpty())
        browser = QStandardPaths::findExecutable(QStringLiteral("chromium-headless-shell"));
    if (browser.isEmpty()) {
        std::printf("no chromium here: open %s\n", qPrintable(page));
        return;
    }
    const std::pair<QString, QString> looks[] = {
        {QStringLiteral("light"), {}},
        {QStringLiteral("dark"), QStringLiteral("--blink-settings=preferredColorScheme=0")}};
    for (const auto &[name, option] : looks) {
        for (const int width : {1600, 1024, 480}) {
            const auto picture = folder.absoluteFilePath(QStringLiteral("report-%1-%2.png").arg(name).arg(width));
            QStringList arguments{QStringLiteral("--headless"),
                                  QStringLiteral("--no-sandbox"),
                                  QStringLiteral("--hide-scrollbars"),
                                  QStringLiteral("--screenshot=") + picture,
                                  QStringLiteral("--window-size=%1,2400").arg(width),
                                  QUrl::fromLocalFile(page).toString()};
            if (!option.isEmpty())
                arguments.prepend(option);
            QProcess::execute(browser, arguments);
        }
    }
}

} // namespace

void photographRun(Photographer &photographer, MainWindow *window, Engine *engine)
{
    useRecipe(engine);
    if (!fill(window, engine, jobs))
        return;
    photographRunning(photographer, window, engine);
    setInFlight(engine, 24, 8);
    awaitEnd(engine);
    photographFinished(photographer, window);
    photographDialogs(photographer, window, window->practice()->address());

    // Another run, under other limits, so that there are two to compare.
    setInFlight(engine, 16, 12);
    if (!fill(window, engine, 8'000))
        return;
    start(window);
    QTest::qWait(1'000);
    awaitEnd(engine);
    photographPast(photographer, window);
    photographComparison(photographer, window);
    photographReport(photographer.folder(), window);
    window->pages()->show(QStringLiteral("list"));
}

} // namespace sluice
