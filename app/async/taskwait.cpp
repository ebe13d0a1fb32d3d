#include "async/taskwait.h"

namespace sluice {

void TaskWait::begin(const char *what, const SourcePlace &where, bool ready, bool lost)
{
    auto *task = TaskEntry::current();
    if (!task)
        return;
    m_id = task->id.load(std::memory_order_relaxed);
    m_clock = task->clock;
    task->awaited.store(what, std::memory_order_relaxed);
    task->file.store(where.file, std::memory_order_relaxed);
    task->line.store(where.line, std::memory_order_relaxed);
    task->lost.store(lost, std::memory_order_relaxed);
    task->phase.store(ready ? TaskPhase::Ready : TaskPhase::Waiting, std::memory_order_relaxed);
    m_task.store(task, std::memory_order_release);
}

TaskEntry *TaskWait::task() const
{
    auto *task = m_task.load(std::memory_order_acquire);
    return task && task->id.load(std::memory_order_relaxed) == m_id ? task : nullptr;
}

void TaskWait::woken()
{
    auto *known = m_task.load(std::memory_order_acquire);
    if (!known)
        return;
    known->prefetch(); // comes while the clock is looked at
    m_wokenAt = m_clock->now();
    if (auto *task = this->task())
        task->phase.store(TaskPhase::Ready, std::memory_order_relaxed);
}

void TaskWait::prefetch() const
{
    if (const auto *task = m_task.load(std::memory_order_relaxed))
        task->prefetch();
}

void TaskWait::lost()
{
    if (auto *task = this->task())
        task->lost.store(true, std::memory_order_relaxed);
}

} // namespace sluice
