// Whose turn it is on a thread, and for how long.
#pragma once

#include "async/taskentry.h"

#include <optional>

namespace sluice {

class TaskWait;

/// Turns of tasks, one after the other, on the thread it was made on. While it lives, whose turn it was before pauses:
/// what a task spawns, or a nested event loop resumes, is not booked to it. At the price of one look at the clock a
/// turn, and of nothing where no task is listed.
class TaskTurn
{
public:
    /// Whose turn it was pauses from `now` on; without a time, from this moment on.
    explicit TaskTurn(std::optional<TimePoint> now = std::nullopt);
    ~TaskTurn();
    TaskTurn(const TaskTurn &) = delete;
    TaskTurn &operator=(const TaskTurn &) = delete;

    /// The turn of a task that was born this moment; null: of none that is listed.
    void begin(TaskEntry *task);
    /// The turn of whoever waited there.
    void resume(const TaskWait &wait);

    /// Ends the turn of a task that has ended.
    static void leave(TaskEntry *task, TimePoint now);

    struct Whose
    {
        TaskEntry *task = nullptr;
        quint64 id = 0;
        TimePoint since{};
        Duration own{}; ///< of this turn, before `since`
    };

private:
    Whose m_outer;
};

} // namespace sluice
