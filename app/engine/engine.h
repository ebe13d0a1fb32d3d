// The façade: one project open at a time, one run at a time.
#pragma once

#include "async/tasksnapshot.h"
#include "core/hostrow.h"
#include "core/result.h"
#include "engine/projectoptions.h"
#include "engine/snapshot.h"
#include "telemetry/runsummary.h"

#include <QObject>

#include <functional>
#include <memory>

namespace sluice {

class JobBrowser;
class ProjectStore;

/// Made and called on one thread (the window's, or the command line's main thread), which it never blocks for
/// longer than opening a file takes; the work happens on the engine's own thread. Answers come as signals on the
/// caller's thread.
class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(QObject *parent = nullptr);
    /// Stops a run (in-flight jobs are queued again), commits and closes.
    ~Engine() override;

    /// Opens or creates a project file; an empty path makes a temporary project that is deleted on close.
    /// What was open is closed first, but only if the new one opens. Errors are sentences.
    Result<void> open(const QString &path);
    Result<void> openExisting(const QString &path);
    void close();
    bool isOpen() const;
    bool isTemporary() const;
    QString projectPath() const;
    /// Copies the open (temporary) project to a path and goes on with that copy.
    Result<void> saveAs(const QString &path);

    const ProjectOptions &options() const;
    /// Validated and saved with the project. New limits bind the running run at once (`who` explains the mark on the
    /// chart, e.g. "you"); the other options apply to the next start.
    Result<void> setOptions(const ProjectOptions &options, const QString &who);

    /// Sets the limit that the verdict proposes, with a mark that names it. Where it forecast a gain, notice() says
    /// later what came of it. Fails when there is nothing to apply, or the limit is not what it was.
    Result<void> applyRemedy(const Verdict &verdict);

    void start(); ///< from Idle: run what is queued or retrying; from Paused: go on
    void pause(); ///< admit no more
    void drain(); ///< finish what is in flight, then end
    void stop();  ///< cancel what is in flight (queued again), then end
    RunState runState() const;

    /// Changed in the project: how many jobs. Blocking, up to a commit (≤ 100 ms).
    Result<qint64> requeue(const JobFilter &filter);
    Result<qint64> cancelJobs(const JobFilter &filter);

    /// The same, remembered, and without blocking: `done` is called on this thread when it is safe in the file, unless
    /// `context` is gone by then or another project is open.
    void changeJobs(BulkAct act, const JobFilter &filter, QObject *context,
                    std::function<void(const Result<BulkChange> &)> done);
    /// By BulkChange::undo; the same rules. Jobs that have begun since, or were changed otherwise, stay as they are.
    void undoChange(qint64 change, QObject *context, std::function<void(const Result<BulkUndo> &)> done);

    /// As of now; cheap enough for 10 Hz.
    Snapshot snapshot() const;

    /// Every coroutine of the run, and what it waits for: as of now, also while the engine's thread is blocked; the
    /// resources as last published, a tenth of a second ago while it is not. Nothing of it is computed unless asked:
    /// some microseconds for each task, of which there are up to 8 × the limit and the last 2,000 that ended. Any
    /// thread. A recipe's preview is not listed: it may outlive the engine.
    TaskSnapshot tasks() const;
    /// Cancels one job's coroutine (TaskRow::cancellable): its attempt is broken off and not counted, and the job ends
    /// as cancelled: it is not run again until it is requeued. A task that is no job, or has ended meanwhile, is let
    /// be. `done` is called on this thread with whether it was there to be cancelled, unless `context` is gone by then.
    void cancelTask(quint64 id, QObject *context = nullptr, std::function<void(bool cancelled)> done = {});

    /// Watches from now on how long this thread's event loop is held up: while a run goes on it becomes
    /// SeriesPoint::windowLag, and over 16 ms it is noted; in a debug build with the function. For the window's thread,
    /// which must be the caller's and the program's first.
    void watchThisLoop();
    /// What the run that goes on has to do with each host: hostsReady(), a moment later. Empty while nothing runs (then
    /// JobBrowser knows what the project remembers). Costs nothing when nobody asks.
    void requestHosts();

    /// Small facts that the window keeps with the project (columns, filters).
    QString value(const QString &key) const;
    void setValue(const QString &key, const QString &value);

    /// For importers; null when nothing is open. Thread-safe as its header says.
    ProjectStore *store() const;

Q_SIGNALS:
    void projectChanged(); ///< another one is open, or none
    void optionsChanged();
    void runStateChanged(sluice::RunState state);
    void runFinished(const sluice::RunSummary &summary);
    void notice(const QString &sentence);  ///< worth knowing: what a remedy brought
    void trouble(const QString &sentence); ///< for the bar at the top: the run was paused because…
    void hostsReady(const sluice::HostTable &hosts);
    void attemptEnded(const sluice::AttemptRecord &record); ///< only while reportAttempts(true)

public:
    /// Whether attemptEnded() is emitted: for --events; off by default because a window samples instead.
    void reportAttempts(bool on);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
