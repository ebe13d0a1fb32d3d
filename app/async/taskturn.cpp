#include "async/taskturn.h"

#include "async/taskregistry.h"
#include "async/taskwait.h"

#include <ctime>

namespace sluice {

namespace {

constexpr auto processorReadingAge = std::chrono::milliseconds(5);

/// The thread's processor time, looked at now and then: it takes a system call.
struct ProcessorReading
{
    TimePoint at{};
    Duration used{};

    static Duration now()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::chrono::duration_cast<Duration>(std::chrono::seconds(time.tv_sec) +
                                                    std::chrono::nanoseconds(time.tv_nsec));
    }
};

constinit thread_local TaskTurn::Whose turn;
constinit thread_local ProcessorReading processor;

template <typename T>
void increase(std::atomic<T> &sum, T by) // it has one writer
{
    sum.store(sum.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
}

/// What it computed in a turn of `own`, at least: the reading is older than the turn.
Duration computedIn(Duration own, TimePoint now)
{
    const auto elsewhere = std::max(now - processor.at - own, Duration::zero());
    return std::clamp(ProcessorReading::now() - processor.used - elsewhere, Duration::zero(), own);
}

void close(TimePoint now)
{
    const auto whose = std::exchange(turn, {});
    auto *task = whose.task;
    if (!task || task->id.load(std::memory_order_relaxed) != whose.id)
        return;
    const auto own = whose.own + (now - whose.since);
    increase(task->busy, own);
    task->since.store(now, std::memory_order_relaxed);
    if (own > task->longestBusy.load(std::memory_order_relaxed))
        task->longestBusy.store(own, std::memory_order_relaxed);
    if (own >= TaskRegistry::notedTurn)
        task->registry->noteTurn(*task, own, computedIn(own, now));
}

void open(TaskEntry *task, quint64 id, TimePoint now)
{
    task->since.store(now, std::memory_order_relaxed);
    task->phase.store(TaskPhase::Running, std::memory_order_relaxed);
    turn = {task, id, now, {}};
    if (now - processor.at > processorReadingAge)
        processor = {now, ProcessorReading::now()};
}

} // namespace

TaskEntry *TaskEntry::current()
{
    return turn.task;
}

TaskTurn::TaskTurn(std::optional<TimePoint> now) : m_outer(std::exchange(turn, {}))
{
    if (m_outer.task)
        m_outer.own += (now ? *now : m_outer.task->clock->now()) - m_outer.since;
}

TaskTurn::~TaskTurn()
{
    const auto *any = turn.task ? turn.task : m_outer.task;
    if (!any)
        return;
    const auto now = any->clock->now(); // the end of one is the beginning of the next
    close(now);
    turn = m_outer;
    turn.since = now;
}

void TaskTurn::begin(TaskEntry *task)
{
    if (turn.task)
        close(turn.task->clock->now());
    if (task)
        open(task, task->id.load(std::memory_order_relaxed), task->born);
}

void TaskTurn::resume(const TaskWait &wait)
{
    auto *task = wait.task();
    auto *clock = task ? task->clock : turn.task ? turn.task->clock : nullptr;
    if (!clock)
        return;
    const auto now = clock->now(); // the end of one is the beginning of the next
    if (turn.task)
        close(now);
    if (!task)
        return;
    const auto woken = std::max(wait.wokenAt(), task->since.load(std::memory_order_relaxed));
    increase(task->readyDelay, std::max(now - woken, Duration::zero()));
    increase(task->resumes, qint64(1));
    task->lost.store(false, std::memory_order_relaxed);
    open(task, task->id.load(std::memory_order_relaxed), now);
}

void TaskTurn::leave(TaskEntry *task, TimePoint now)
{
    if (turn.task == task)
        close(now);
}

} // namespace sluice
