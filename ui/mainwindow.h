#pragma once

#include "ui/actions.h"

#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace sluice {

class EmptyState;
class ChartsPage;
class Engine;
class HostsPage;
class FailuresPage;
class JobBrowser;
class JobsPage;
class JobsPanel;
class MessageBar;
class PageStack;
class PracticeController;
class ProgressStrip;
class ProjectController;
class QueueController;
class RecipeController;
class RunStatusBar;
class RunsController;
class RunToolBar;
class Sampler;
class SettingsDialog;
class TasksPage;
class VerdictBanner;
class ViewMemory;
struct Snapshot;
struct WindowLayout;

/// The window: puts the parts together and passes samples round. What the parts do is their own affair.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Both must outlive it. Shows what the engine has open, now and later.
    MainWindow(Engine *engine, Theme *theme, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// What the command line named: a project to open, and sources to add to it (through the import dialog).
    void open(const QString &project, const QStringList &inputs);

    const Actions *actions() const { return m_actions; }
    JobsPanel *jobs() const;
    HostsPage *hosts() const { return m_hosts; }
    ChartsPage *charts() const { return m_charts; }
    PageStack *pages() const { return m_pages; }
    PracticeController *practice() const { return m_practice; }
    QueueController *queue() const { return m_queue; }
    RunsController *runs() const { return m_runs; }
    RecipeController *recipe() const { return m_recipe; }
    FailuresPage *failures() const { return m_failures; }
    TasksPage *tasks() const { return m_tasks; }
    MessageBar *messages() const { return m_messages; }
    SettingsDialog *showSettings();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void layOut();
    QWidget *buildWork();
    void addPages();
    void connectRun();
    void connectView();
    void showProject();
    void showSample(const Snapshot &live);
    void showContent(QWidget *content);
    WindowLayout windowLayout();
    void updateSampling();

    Engine *m_engine;
    Actions *m_actions;
    Sampler *m_sampler;
    std::unique_ptr<JobBrowser> m_browser;
    RunToolBar *m_toolBar;
    MessageBar *m_messages;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_work = nullptr;
    VerdictBanner *m_verdict = nullptr;
    ProgressStrip *m_progress = nullptr;
    PageStack *m_pages = nullptr;
    FailuresPage *m_failures = nullptr;
    JobsPage *m_jobs = nullptr;
    HostsPage *m_hosts = nullptr;
    TasksPage *m_tasks = nullptr;
    ChartsPage *m_charts = nullptr;
    RunStatusBar *m_status;
    ViewMemory *m_memory;
    ProjectController *m_projects;
    QueueController *m_queue;
    PracticeController *m_practice;
    RecipeController *m_recipe;
    RunsController *m_runs;
    bool m_leaving = false;
};

} // namespace sluice
