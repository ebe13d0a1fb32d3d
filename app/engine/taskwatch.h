// The thread beside the engine that looks after its tasks.
#pragma once

#include <QObject>
#include <QThread>

#include <memory>

namespace sluice {

class TaskInspector;

/// Has a thread of its own, so that it goes on when the engine's loop is blocked: judges the tasks every two seconds
/// while a run is live, and answers other processes of this user (LiveTaskQuestion) about an open project.
/// Made and called on one thread. The inspector outlives it.
class TaskWatch
{
public:
    explicit TaskWatch(TaskInspector *inspector);
    ~TaskWatch();
    TaskWatch(const TaskWatch &) = delete;
    TaskWatch &operator=(const TaskWatch &) = delete;

    /// The project is open, and locked, so nobody else answers for it; an empty path: none is. A socket that a killed
    /// process left is replaced. Where no socket can be had, a warning is logged and nothing is answered.
    void serve(const QString &projectPath);
    void setRunLive(bool live);

private:
    class Worker;
    QThread m_thread;
    Worker *m_worker; // lives on the thread, deleted by it
};

} // namespace sluice
