#include "ui/actions.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

namespace sluice {

Actions::Actions(QObject *parent) : QObject(parent)
{
    // clang-format off
    newProject = make(tr("&New"), "file", QKeySequence::New, tr("Begin an empty project"));
    openProject = make(tr("&Open…"), "folder", QKeySequence::Open, tr("Open a project file"));
    saveProjectAs = make(tr("&Save as…"), nullptr, QKeySequence::SaveAs, tr("Keep this project in a file of its own and go on with it"));
    recipe = make(tr("Re&cipe…"), "recipe", QKeySequence(tr("Ctrl+K")), tr("The steps that are done with every body, and a preview of them"));
    settings = make(tr("Se&ttings…"), "settings", QKeySequence(tr("Ctrl+,")), tr("Limits, timeouts, retries, threads, storage"));
    quit = make(tr("&Quit"), nullptr, QKeySequence::Quit, tr("Close Sluice"));

    pasteAddresses = make(tr("&Paste addresses…"), "paste", QKeySequence(tr("Ctrl+Shift+V")), tr("Paste or type addresses"));
    openList = make(tr("Open a &list…"), "list", QKeySequence(tr("Ctrl+L")), tr("Add the addresses of a .txt, .csv, .tsv or .jsonl list"));
    addFiles = make(tr("&Files to process…"), "file", {}, tr("Add files of this computer as jobs"));
    addFolder = make(tr("A f&older to process…"), "folder", {}, tr("Add every file of a folder as a job"));
    retryFailed = make(tr("&Retry failed"), "retrying", QKeySequence(tr("Ctrl+R")), tr("Queue every failed job again"));
    cancelQueued = make(tr("&Cancel queued…"), "cancelled", {}, tr("Cancel every job that is still waiting"));
    exportTable = make(tr("&Export…"), "export", QKeySequence(tr("Ctrl+E")), tr("Write the jobs and their results to a table"));

    start = make(tr("&Start"), "play", QKeySequence(tr("F5")), tr("Run what is queued"));
    pause = make(tr("&Pause"), "pause", QKeySequence(tr("F6")), tr("Start no new job; what is in flight goes on"));
    drain = make(tr("&Drain"), "drain", QKeySequence(tr("F7")), tr("Finish what is in flight, then end the run"));
    stop = make(tr("S&top now"), "stop", QKeySequence(tr("Shift+F5")), tr("End the run at once; what is in flight goes back to the queue"));

    find = make(tr("&Find jobs"), "search", QKeySequence::Find, tr("Search address, error and result"));
    showCharts = make(tr("Show c&harts"), nullptr, QKeySequence(tr("Ctrl+Shift+D")), tr("The live charts beside the table"));
    showDetails = make(tr("Show &details"), nullptr, QKeySequence(tr("Ctrl+D")), tr("Everything about the selected job, below the table"));
    timeBack = make(tr("A second &back"), "clock", QKeySequence(tr("Alt+Left")), tr("Look at the run a second earlier"));
    timeForward = make(tr("A second for&ward"), nullptr, QKeySequence(tr("Alt+Right")), tr("Look at the run a second later"));
    timeEnd = make(tr("Back to the &present"), nullptr, QKeySequence(Qt::Key_Escape), tr("Look at the present again"));
    compareRuns = make(tr("Co&mpare runs…"), nullptr, QKeySequence(tr("Ctrl+M")), tr("Lay two runs side by side"));
    for (auto *toggle : {showCharts, showDetails}) {
        toggle->setCheckable(true);
        toggle->setChecked(true);
    }

    startPractice = make(tr("&Start the practice server"), "server", {}, tr("A web server on this computer, to try things on"));
    startPractice->setCheckable(true);
    fillSmall = make(tr("Fill the queue with &200 practice addresses"), "add", {}, tr("Quick, slow, failing, redirected and image answers from the practice server"));
    fillLarge = make(tr("Fill the queue with 2,&000 practice addresses"), "add", {}, fillSmall->toolTip());

    shortcuts = make(tr("&Shortcuts"), nullptr, QKeySequence::HelpContents, tr("Every key that does something"));
    about = make(tr("&About Sluice"), "info", {}, tr("Version and licence"));
    // clang-format on
}

void Actions::fillMenuBar(QMenuBar *bar, Theme *theme)
{
    auto *project = bar->addMenu(tr("&Project"));
    project->addActions({newProject, openProject});
    recentProjects = project->addMenu(tr("Open &recent"));
    project->addAction(saveProjectAs);
    project->addSeparator();
    project->addActions({recipe, settings});
    project->addSeparator();
    project->addAction(quit);

    auto *queue = bar->addMenu(tr("&Queue"));
    queue->addActions({pasteAddresses, openList, addFiles, addFolder});
    queue->addSeparator();
    queue->addActions({retryFailed, cancelQueued});
    queue->addSeparator();
    queue->addAction(exportTable);

    bar->addMenu(tr("&Run"))->addActions({start, pause, drain, stop});

    m_view = bar->addMenu(tr("&View"));
    m_view->addAction(find);
    m_view->addSeparator();
    m_view->addActions({showCharts, showDetails});
    m_view->addSeparator();
    m_view->addActions({timeBack, timeForward, timeEnd, compareRuns});
    addThemeMenu(m_view, theme);

    auto *practice = bar->addMenu(tr("Pr&actice"));
    practice->addAction(startPractice);
    practice->addSeparator();
    practice->addActions({fillSmall, fillLarge});

    bar->addMenu(tr("&Help"))->addActions({shortcuts, about});
}

void Actions::addPages(const QList<QAction *> &pages)
{
    m_view->insertActions(find, pages);
    m_view->insertSeparator(find);
}

QAction *Actions::make(const QString &text, const char *iconName, const QKeySequence &keys, const QString &tip)
{
    auto *action = new QAction(text, this);
    if (iconName)
        action->setIcon(themedIcon(QLatin1StringView(iconName)));
    action->setShortcut(keys);
    action->setToolTip(keys.isEmpty() ? tip
                                      : QStringLiteral("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
    action->setStatusTip(tip);
    return action;
}

void Actions::addThemeMenu(QMenu *menu, Theme *theme)
{
    auto *themes = menu->addMenu(tr("&Theme"));
    auto *group = new QActionGroup(this);
    const std::pair<ColourScheme, QString> choices[] = {{ColourScheme::System, tr("As the &system")},
                                                        {ColourScheme::Light, tr("&Light")},
                                                        {ColourScheme::Dark, tr("&Dark")}};
    for (const auto &[scheme, text] : choices) {
        auto *action = group->addAction(text);
        action->setCheckable(true);
        action->setChecked(theme->scheme() == scheme);
        connect(action, &QAction::triggered, theme, [theme, chosen = scheme] { theme->setScheme(chosen); });
        themes->addAction(action);
    }
}

} // namespace sluice
