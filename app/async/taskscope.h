// The owner of coroutines: none is spawned without one.
#pragma once

#include "async/canceltoken.h"
#include "async/taskturn.h"

#include <QCoroTask>
#include <QString>

#include <concepts>
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
    /// With a registry, every task it spawns is listed there; the registry outlives the tasks.
    explicit TaskScope(QString name, const CancelToken &parent = {}, TaskRegistry *registry = nullptr);
    ~TaskScope();
    TaskScope(const TaskScope &) = delete;
    TaskScope &operator=(const TaskScope &) = delete;

    /// Begins a task: calls `start`, which calls a coroutine and is none itself. (QCoro's tasks are eager: when this
    /// returns, it has already run to its first suspension, or to its end.)
    template <typename Start>
    requires std::same_as<std::invoke_result_t<Start>, QCoro::Task<>>
    void spawn(TaskLabel label, const Start &start, SourcePlace where = SourcePlace::current())
    {
        const Birth birth(this, std::move(label), where, false);
        adopt(birth.task(), start());
    }

    /// The same for a task that can also be cancelled alone (TaskRegistry::cancel): it gets a token of its own, which
    /// is cancelled with the scope's too.
    template <typename Start>
    requires std::same_as<std::invoke_result_t<Start, CancelToken>, QCoro::Task<>>
    void spawn(TaskLabel label, const Start &start, SourcePlace where = SourcePlace::current())
    {
        const Birth birth(this, std::move(label), where, true);
        adopt(birth.task(), start(birth.ownToken()));
    }

    /// Takes over a task that runs already: in a scope without a registry only.
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

    /// It is the new task's turn while this lives.
    class Birth
    {
    public:
        Birth(TaskScope *scope, TaskLabel label, const SourcePlace &where, bool alone);
        TaskEntry *task() const { return m_task; } ///< null when it is not listed
        CancelToken ownToken() const;              ///< the scope's, then

    private:
        TaskScope *m_scope;
        TaskEntry *m_task;
        TaskTurn m_turn;
    };

    TaskEntry *enter(TaskLabel label, const SourcePlace &where, bool alone);
    void adopt(TaskEntry *listed, QCoro::Task<> task);
    static QCoro::Task<> supervise(std::shared_ptr<State> state, TaskEntry *listed, QCoro::Task<> task);

    CancelSource m_cancel;
    std::shared_ptr<State> m_state;
};

} // namespace sluice
