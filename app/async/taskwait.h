// The tie between what a coroutine waits for and its entry.
#pragma once

#include "async/taskentry.h"

namespace sluice {

/// One wait of the task that was current when it began; of none, and free of charge, when none was.
class TaskWait
{
public:
    /// On the task's thread, as it suspends.
    void begin(const char *what, const SourcePlace &where, bool ready, bool lost);
    /// What it waits for has come. Any thread, once, before the task can go on.
    void woken();
    /// Its task will go on in a moment.
    void prefetch() const;
    /// Nothing is left that could wake it. The task's thread.
    void lost();

    TaskEntry *task() const; ///< null when it has ended, or was none
    TimePoint wokenAt() const { return m_wokenAt; }

private:
    std::atomic<TaskEntry *> m_task = nullptr;
    Clock *m_clock = nullptr; ///< the task's
    quint64 m_id = 0;
    TimePoint m_wokenAt{};
};

} // namespace sluice
