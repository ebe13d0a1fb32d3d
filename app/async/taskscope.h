// The owner of coroutines: none is spawned without one.
#pragma once

#include "async/canceltoken.h"

#include <QCoroTask>
#include <QString>

#include <memory>

namespace sluice {

/// Coroutines that live and end together, on one thread.
///
/// A spawned task must handle its own failures; an exception that leaves it is caught here, logged and
/// counted as a fault, and never goes further. The scope must be joined before it is destroyed (asserted):
/// a coroutine left behind would touch what its owner destroys next.
class TaskScope
{
public:
    /// The scope's token is a child of the parent's.
    explicit TaskScope(QString name, const CancelToken &parent = {});
    ~TaskScope();
    TaskScope(const TaskScope &) = delete;
    TaskScope &operator=(const TaskScope &) = delete;

    /// Takes over a task (QCoro's are eager: it has already run to its first suspension).
    void spawn(QCoro::Task<> task);

    CancelToken token() const;
    int remaining() const;
    int faults() const;

    /// Requests cancellation; the tasks end in their own time.
    void cancel();

    /// Resumes once nothing remains, including what was spawned meanwhile.
    QCoro::Task<> join();
    QCoro::Task<> cancelAndJoin();

private:
    struct State;
    static QCoro::Task<> supervise(std::shared_ptr<State> state, QCoro::Task<> task);

    CancelSource m_cancel;
    std::shared_ptr<State> m_state;
};

} // namespace sluice
