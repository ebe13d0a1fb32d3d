#include "ui/mainwindow.h"

#include "engine/engine.h"
#include "engine/jobbrowser.h"
#include "ui/charts/chartspage.h"
#include "ui/failures/failurespage.h"
#include "ui/helpdialogs.h"
#include "ui/hosts/hostactions.h"
#include "ui/hosts/hostspage.h"
#include "ui/hosts/hosttableview.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobspanel.h"
#include "ui/pages/pagebar.h"
#include "ui/pages/pagestack.h"
#include "ui/practice/practicecontroller.h"
#include "ui/project/pasteanddrop.h"
#include "ui/project/projectcontroller.h"
#include "ui/project/queuecontroller.h"
#include "ui/recipe/recipecontroller.h"
#include "ui/run/limitcontrols.h"
#include "ui/run/progressstrip.h"
#include "ui/run/runstatusbar.h"
#include "ui/run/runtoolbar.h"
#include "ui/run/sampler.h"
#include "ui/run/verdictbanner.h"
#include "ui/runs/runscontroller.h"
#include "ui/runs/timebar.h"
#include "ui/settings/settingsdialog.h"
#include "ui/tasks/enginetasks.h"
#include "ui/tasks/resourcespanel.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskspanel.h"
#include "ui/tasks/tasktableview.h"
#include "ui/theme/look.h"
#include "ui/viewmemory.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/tablecolumns.h"
#include "ui/windowlayout.h"

#include <QAction>
#include <QGridLayout>
#include <QMenuBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace sluice {

MainWindow::MainWindow(Engine *engine, Theme *theme, QWidget *parent)
    : QMainWindow(parent)
    , m_engine(engine)
    , m_actions(new Actions(this))
    , m_sampler(new Sampler(engine, this))
    , m_toolBar(new RunToolBar(engine, m_actions, this))
    , m_messages(new MessageBar(this))
    , m_status(new RunStatusBar(this))
    , m_memory(new ViewMemory(engine, this))
{
    m_actions->fillMenuBar(menuBar(), theme);
    setStatusBar(m_status);

    m_runs = new RunsController(engine, m_actions, m_messages, this);
    layOut();
    addPages();

    m_projects = new ProjectController(engine, m_actions, this);
    m_queue = new QueueController(engine, m_actions, jobs(), m_messages, this);
    m_practice = new PracticeController(engine, m_actions, this);
    m_recipe = new RecipeController(engine, m_actions, jobs(), this);
    connectRun();
    connectView();
    windowLayout().restore();
    showProject();
}

MainWindow::~MainWindow()
{
    // The browser reads for widgets that go before it.
    m_jobs->setBrowser(nullptr);
    m_runs->setBrowser(nullptr);
    m_charts->setBrowser(nullptr);
    m_hosts->setBrowser(nullptr);
}

JobsPanel *MainWindow::jobs() const
{
    return m_jobs->panel();
}

void MainWindow::layOut()
{
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(m_actions->pasteAddresses, m_actions->openList, m_actions->fillSmall, m_stack);
    auto *central = new QWidget(this);
    m_pages = new PageStack(central);
    m_work = buildWork();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_work);
    auto *content = new QWidget(central);
    auto *padded = new QVBoxLayout(content);
    padded->setContentsMargins(metrics::betweenCards, metrics::cardPadding, metrics::betweenCards,
                               metrics::cardPadding);
    padded->setSpacing(metrics::gap);
    padded->addWidget(m_messages);
    padded->addWidget(m_stack, 1);
    auto *grid = new QGridLayout(central);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_toolBar, 0, 0, 1, 2);
    grid->addWidget(m_pages->bar(), 1, 0);
    grid->addWidget(content, 1, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 1);
    setCentralWidget(central);
}

QWidget *MainWindow::buildWork()
{
    m_verdict = new VerdictBanner(this);
    m_progress = new ProgressStrip(this);
    auto *work = new QWidget(this);
    auto *column = new QVBoxLayout(work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::cardPadding);
    column->addWidget(m_verdict);
    column->addWidget(m_progress);
    column->addWidget(m_runs->bar());
    column->addWidget(m_pages, 1);
    return work;
}

void MainWindow::addPages()
{
    m_jobs = new JobsPage(m_actions, m_pages);
    m_pages->addPage(QLatin1StringView("list"), tr("Jobs"), tr("Every job, live charts, and the selected job"), m_jobs);
    m_charts = new ChartsPage(m_pages);
    m_pages->addPage(QLatin1StringView("charts"), tr("Charts"), tr("What the run was at, over time"), m_charts);
    m_charts->setHistory(m_runs->history());
    connect(m_runs, &RunsController::compared, m_charts, &ChartsPage::compare);
    connect(m_runs, &RunsController::comparisonEnded, m_charts, &ChartsPage::endComparison);
    m_hosts = new HostsPage(m_engine, m_messages, m_pages);
    m_pages->addPage(QLatin1StringView("hosts"), tr("Hosts"), tr("What goes on with each host; limit or pause one"),
                     m_hosts);
    connect(m_hosts, &HostsPage::jobsOfHostRequested, this, [this](const QString &host) {
        m_pages->show(QStringLiteral("list"));
        jobs()->search(QStringLiteral("host=%1").arg(host));
    });
    m_failures = new FailuresPage(m_engine, m_pages);
    m_pages->addPage(QLatin1StringView("warning"), tr("Failures"),
                     tr("What went wrong, in groups, and what can be done about it"), m_failures);
    m_tasks = new TasksPage(tasksOf(m_engine), m_pages);
    m_pages->addPage(QLatin1StringView("tasks"), tr("Tasks"), tr("What every task waits for, and what holds it up"),
                     m_tasks);
    m_actions->addPages(m_pages->pageActions());
    connect(m_pages, &PageStack::pageShown, m_sampler, &Sampler::sampleNow);
}

void MainWindow::connectRun()
{
    connect(m_actions->pause, &QAction::triggered, m_engine, &Engine::pause);
    connect(m_actions->drain, &QAction::triggered, m_engine, &Engine::drain);
    connect(m_actions->stop, &QAction::triggered, m_engine, &Engine::stop);
    connect(m_actions->settings, &QAction::triggered, this, &MainWindow::showSettings);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->shortcuts, &QAction::triggered, this,
            [this] { showShortcuts(m_actions, m_hosts->actions()->all(), this); });
    connect(m_actions->about, &QAction::triggered, this, [this] { showAbout(this); });

    const auto trouble = [this](const QString &sentence) {
        m_messages->showTrouble(sentence);
    };
    connect(m_engine, &Engine::trouble, this, trouble);
    connect(m_engine, &Engine::notice, this, [this](const QString &sentence) { m_messages->showNotice(sentence); });
    connect(m_verdict, &VerdictBanner::applyRequested, this, [this](const Verdict &verdict) {
        const auto applied = m_engine->applyRemedy(verdict);
        if (applied.failed())
            m_messages->showTrouble(applied.error().message);
        m_sampler->sampleNow();
    });
    connect(m_projects, &ProjectController::trouble, this, trouble);
    connect(m_charts, &ChartsPage::trouble, this, trouble);
    connect(m_practice, &PracticeController::trouble, this, trouble);
    connect(m_toolBar->limits(), &LimitControls::refused, this, trouble);
    connect(m_practice, &PracticeController::notice, this,
            [this](const QString &sentence) { m_messages->showNotice(sentence); });
    connect(m_practice, &PracticeController::notice, m_sampler, &Sampler::sampleNow);
    connect(m_practice, &PracticeController::addressChanged, m_status, &RunStatusBar::setPractice);
    connect(m_queue, &QueueController::queueChanged, m_sampler, &Sampler::sampleNow);
    connect(m_engine, &Engine::projectChanged, this, &MainWindow::showProject);
    connect(m_sampler, &Sampler::sampled, this, &MainWindow::showSample);
    connect(m_runs, &RunsController::looked, this, [this] { showSample(m_sampler->latest()); });
    connect(m_recipe, &RecipeController::leaveAllowed, this, &QWidget::close);
    connect(m_projects, &ProjectController::leaveConfirmed, this, [this] {
        m_leaving = true;
        close();
    });
}

void MainWindow::connectView()
{
    connect(m_actions->find, &QAction::triggered, this, [this] {
        if (m_pages->shown() == u"tasks")
            return m_tasks->focusFilter();
        if (m_pages->shown() == u"hosts")
            return m_hosts->focusSearch();
        m_pages->show(QStringLiteral("list"));
        jobs()->focusSearch();
    });
    const auto showJobs = [this](const QString &where) {
        m_pages->show(QStringLiteral("list"));
        jobs()->search(where);
    };
    connect(m_failures, &FailuresPage::showJobsRequested, this, showJobs);
    connect(m_failures, &FailuresPage::showJobRequested, this,
            [showJobs](qint64 id) { showJobs(QStringLiteral("id=%1").arg(id)); });
    connect(m_failures, &FailuresPage::exportRequested, m_queue, &QueueController::exportJobs);
    m_memory->keep(QStringLiteral("window.jobs"), jobs());
    m_memory->keep(QStringLiteral("window.hosts"), m_hosts->table()->columns());
    m_memory->keep(QStringLiteral("window.tasks"), m_tasks->tasks()->view()->columns());
    m_memory->keep(QStringLiteral("window.resources"), m_tasks->resources()->columns());

    auto *given = new PasteAndDrop(this);
    connect(given, &PasteAndDrop::given, m_queue, &QueueController::add);
    connect(given, &PasteAndDrop::nothingToPaste, this,
            [this] { m_messages->showNotice(tr("There are no addresses on the clipboard.")); });
}

void MainWindow::open(const QString &project, const QStringList &inputs)
{
    m_projects->open(project);
    if (!m_engine->isOpen())
        m_projects->open({}); // what went wrong is said; the window can still be used
    QList<ImportSource> sources;
    for (const auto &input : inputs)
        sources.append(ImportSource::of(input));
    if (!sources.isEmpty() && m_engine->isOpen())
        m_queue->add(sources);
}

SettingsDialog *MainWindow::showSettings()
{
    if (!m_engine->isOpen())
        return nullptr;
    auto *dialog = new SettingsDialog(m_engine, this);
    dialog->show();
    return dialog;
}

void MainWindow::showProject()
{
    m_jobs->setBrowser(nullptr);
    m_runs->setBrowser(nullptr);
    m_charts->setBrowser(nullptr);
    m_hosts->setBrowser(nullptr);
    m_browser.reset();
    m_messages->withdrawOffer(); // it would be done to this project
    m_tasks->projectChanged();
    const auto name = m_projects->displayName();
    setWindowTitle(name.isEmpty() ? tr("Sluice") : tr("%1 — Sluice").arg(name));
    m_status->setProject(name, m_engine->projectPath());
    if (!m_engine->isOpen()) {
        showContent(m_empty);
        return;
    }
    m_browser = std::make_unique<JobBrowser>(m_engine->projectPath());
    connect(m_browser.get(), &JobBrowser::readFailed, this,
            [this](const QString &sentence) { m_messages->showTrouble(sentence); });
    m_memory->recall();
    m_jobs->setBrowser(m_browser.get());
    m_runs->setBrowser(m_browser.get());
    m_charts->setBrowser(m_browser.get());
    m_hosts->setBrowser(m_browser.get());
    m_sampler->sampleNow();
}

void MainWindow::showContent(QWidget *content)
{
    m_pages->setAvailable(content == m_work);
    if (content == m_stack->currentWidget() && focusWidget())
        return;
    m_stack->setCurrentWidget(content);
    if (content == m_work)
        m_pages->currentWidget()->setFocus();
    else
        m_empty->setFocus();
}

void MainWindow::showSample(const Snapshot &live)
{
    const auto snapshot = m_runs->sampled(live);
    showContent(live.counts.total() == 0 ? static_cast<QWidget *>(m_empty) : m_work);
    m_toolBar->sampled(live);
    m_verdict->sampled(snapshot);
    m_progress->sampled(snapshot);
    m_pages->sampled(snapshot);
    m_status->sampled(live);
}

} // namespace sluice
