// The half of the engine that lives on the engine thread.
#pragma once

#include "async/taskscope.h"
#include "engine/projectoptions.h"
#include "engine/runsession.h"

#include <QObject>
#include <QPointer>

#include <mutex>
#include <optional>

namespace sluice {

class ProjectStore;
class TaskInspector;

/// Runs one RunSession at a time and publishes how it goes. Every function but snapshot() is called on the engine
/// thread.
class EngineCore : public QObject
{
    Q_OBJECT

public:
    /// The inspector outlives it.
    explicit EngineCore(TaskInspector *inspector);

    /// While idle: a new run. While paused: goes on, with the project as it is. The store outlives the run.
    void start(ProjectStore *store, const ProjectOptions &options, bool reportAttempts);
    void setLimits(const LimitProfile &limits, const QString &mark);
    void setHostRules(const HostRules &rules);
    /// Answered by hostsReady(), with the limits and pauses of these options; nothing is known while nothing runs.
    void sendHosts(const ProjectOptions &options);
    /// After the limit it proposes was set: notice() says what came of it.
    void expect(const Verdict &verdict);
    /// `because` is a sentence when it was not the user; then trouble() says it too.
    void pause(const QString &because);
    void drain();
    void stop();
    /// Stops and calls back on this thread once everything was given back; at once when nothing runs.
    void stopThen(std::function<void()> done);
    void nudge();
    /// The last run's numbers are no longer to be seen: another project comes.
    void forget();
    /// A job's task: see Engine::cancelTask.
    bool cancelTask(quint64 id);
    void windowLag(Duration lateness);

    /// As last published, at most a tenth of a second ago. Any thread.
    Snapshot snapshot() const;

Q_SIGNALS:
    void runStateChanged(sluice::RunState state);
    void runFinished(const sluice::RunSummary &summary);
    void attemptEnded(const sluice::AttemptRecord &record);
    void startFailed(const QString &sentence);
    void trouble(const QString &sentence);
    void hostsReady(const sluice::HostTable &hosts);
    void notice(const QString &sentence);

private:
    QCoro::Task<> runToEnd();
    void resume();
    void setState(RunState state);
    void publish();
    void rememberEnd(const RunSummary &summary);

    TaskInspector *m_inspector;
    TaskScope m_runs;
    std::vector<std::function<void()>> m_afterRun;
    std::unique_ptr<RunSession> m_session;
    ProjectStore *m_store = nullptr;
    qint64 m_run = 0; ///< RunRecord::id
    RunState m_state = RunState::Idle;
    QString m_pausedBecause;
    QTimer m_publishing;
    mutable std::mutex m_mutex;
    Snapshot m_published;
};

} // namespace sluice
