#pragma once

#include "engine/snapshot.h"

#include <QObject>

#include <memory>

class QWidget;

namespace sluice {

class Actions;
class CompareDialog;
class Engine;
class JobBrowser;
class MessageBar;
class RunHistory;
struct RunComparison;
class TableExport;
class TimeBar;

/// Runs that are over: looking back at a moment, comparing two, writing one as a report.
class RunsController : public QObject
{
    Q_OBJECT

public:
    RunsController(Engine *engine, Actions *actions, MessageBar *messages, QWidget *window);
    ~RunsController() override;

    void setBrowser(JobBrowser *browser);
    /// For the layout of the window; there is none while a run goes on.
    TimeBar *bar() const { return m_bar; }
    RunHistory *history() const { return m_history; }

    /// Passes the present through: as it is, or as it was at the moment that is looked at.
    Snapshot sampled(const Snapshot &live);

    CompareDialog *showComparison();
    /// The shown run, as a page at this place; says when it is there.
    void writeReport(const QString &fileName);

Q_SIGNALS:
    /// Two runs lie side by side, until comparisonEnded().
    void compared(const sluice::RunComparison &comparison);
    void comparisonEnded();
    /// What is shown changes: sample anew.
    void looked();

private:
    void chooseReport();

    Engine *m_engine;
    Actions *m_actions;
    MessageBar *m_messages;
    QWidget *m_window;
    RunHistory *m_history;
    TimeBar *m_bar;
    std::unique_ptr<TableExport> m_report;
};

} // namespace sluice
