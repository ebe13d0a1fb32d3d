// What has happened to tasks and event loops, as far back as the lints look.
#pragma once

#include "core/duration.h"

#include <QString>

#include <deque>
#include <mutex>
#include <vector>

namespace sluice {

/// A turn or a stall that took too long.
struct TaskIncident
{
    enum class Kind {
        LongTurn, ///< a task ran for `took` without suspending, and computed for `computed` of it
        Stall,    ///< the window's event loop did nothing else for `took`
    };
    Kind kind = Kind::LongTurn;
    TimePoint at{}; ///< its end
    quint64 task = 0;
    QString name;     ///< of the task: "job 17"
    QString stage;    ///< what its job was at; maybe empty
    QString location; ///< file:line of the await it went on from; of a stall the function, if it was sampled
    Duration took{};
    Duration computed{};
};

/// What the lints judge beside a snapshot.
struct TaskEvents
{
    std::vector<TaskIncident> incidents; ///< of the last minute, oldest first
    std::vector<Duration> loopLags;      ///< of the last minute, in order
    Duration loopSilence{};              ///< the loop's next sign of life is overdue for so long
    qint64 dropped = 0;                  ///< incidents there was no room to keep
};

/// Rings of fixed size: the last 256 incidents and 600 lags. Any thread.
class TaskHistory
{
public:
    void note(TaskIncident incident);
    /// A sign of life of the engine's loop: it was so late, and the next is due after `interval`.
    void noteLoopLag(Duration late, TimePoint now, Duration interval);
    /// No further sign is to be expected: the run has ended.
    void endLoopLag();
    /// All that was noted.
    void forget();

    TaskEvents events(TimePoint now) const;

private:
    struct Lag
    {
        TimePoint at;
        Duration late;
    };

    mutable std::mutex m_mutex;
    std::deque<TaskIncident> m_incidents;
    std::deque<Lag> m_lags;
    TimePoint m_nextLag{}; ///< zero: none is due
    qint64 m_dropped = 0;
};

} // namespace sluice
