// All coroutines of an engine.
#pragma once

#include "async/taskentry.h"
#include "async/taskhistory.h"

#include <deque>
#include <mutex>
#include <vector>

namespace sluice {

/// A TaskEntry as it was at one moment.
struct TaskFacts
{
    quint64 id = 0;
    quint64 parent = 0;
    TaskLabel label;
    QString thread;
    TimePoint born{};
    TimePoint ended{}; ///< zero: it lives
    TimePoint since{}; ///< running, or waiting
    TimePoint cancelledAt{};
    TaskPhase phase = TaskPhase::Running;
    bool lost = false;
    bool cancellable = false;
    int stage = -1;
    int held = 0;
    const char *awaited = nullptr;
    const char *file = nullptr;
    unsigned line = 0;
    Duration busy{}, readyDelay{}, longestBusy{};
    qint64 resumes = 0;
};

struct TaskReading
{
    TimePoint now{};
    WallTime at{};
    std::vector<TaskFacts> living;   ///< by id
    std::vector<TaskFacts> finished; ///< the last, the newest first
    qint64 finishedInAll = 0;
    qint64 dropped = 0; ///< tasks and incidents there was no room for
};

/// Lists the tasks of the scopes that were given it. It knows the last 2,000 that ended, and up to 65,536 that live:
/// one more than that runs unlisted, and is counted. A task's entry costs one lock at its birth and one at its end;
/// turns cost no lock. Outlives every coroutine that was begun in a task of it.
/// Any thread, except where noted; never blocked by one that runs a task.
class TaskRegistry
{
public:
    static constexpr size_t mostLiving = 65'536;
    static constexpr size_t mostFinished = 2'000;
    static constexpr Duration notedTurn = std::chrono::milliseconds(20); ///< a turn of so long is kept in the history

    /// The clock is asked on any thread, and outlives this.
    explicit TaskRegistry(Clock *clock);
    ~TaskRegistry();
    TaskRegistry(const TaskRegistry &) = delete;
    TaskRegistry &operator=(const TaskRegistry &) = delete;

    enum class Which { LivingAndFinished, Living };
    TaskReading read(Which which = Which::LivingAndFinished) const;
    TaskHistory &history() { return m_history; }
    const TaskHistory &history() const { return m_history; }
    Clock *clock() const { return m_clock; }

    /// Those that have ended, their count and that of what was dropped: as if they had never been.
    void forgetFinished();

    /// Cancels one task by its own token: false when it has none, or is not there any more. The task's thread.
    bool cancel(quint64 id);
    /// Those of a scope that was cancelled, who have tokens of their own. These are no children of the scope's token: it
    /// would have to keep a list of them all, in memory that is never at hand.
    void cancelAll(const ScopeCancel *scope);

    // For TaskScope and TaskTurn.
    struct Birth
    {
        TaskLabel label;
        QString thread;
        const ScopeCancel *scope = nullptr;
        SourcePlace where;
        bool alone = false; ///< it can be cancelled without its scope
    };
    TaskEntry *enter(Birth birth); ///< null when there is no room
    void leave(TaskEntry *task, TimePoint now);
    void describe(TaskEntry *task, const QString &host, int attempt);
    void noteTurn(const TaskEntry &task, Duration took, Duration computed);

private:
    static TaskFacts factsOf(const TaskEntry &task);
    TaskEntry *unusedEntry();

    Clock *m_clock;
    TaskHistory m_history;
    mutable std::mutex m_mutex;
    std::deque<TaskEntry> m_entries;    // they never move
    std::deque<TaskEntry *> m_finished; // the oldest first: with enough of them, it is the next to be used again
    size_t m_forgotten = 0;             // of these, the oldest
    qint64 m_finishedInAll = 0;
    qint64 m_dropped = 0;
    quint64 m_lastId = 0;
};

} // namespace sluice
