// What the task inspector shows, as one value.
#pragma once

#include "core/duration.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace sluice {

enum class TaskState {
    Running,   ///< its thread is in it now
    Ready,     ///< what it waited for has come; the thread has not got round to it
    Waiting,   ///< for what waitingFor says
    Cancelled, ///< asked to end, and has not
    Done,      ///< one of the last that ended
};

/// One coroutine. Durations are as of TaskSnapshot::at.
struct TaskRow
{
    quint64 id = 0;     ///< in order of birth, from 1
    quint64 parent = 0; ///< 0: none
    QString name;       ///< "job 17"
    QString kind;       ///< "job", "run", "preview", ...: never translated
    TaskState state = TaskState::Waiting;
    QString waitingFor; ///< in words; empty when it does not wait
    QString stage;      ///< what its job is at, in words; empty when it is no job
    Duration waiting{}; ///< for so long
    Duration age{};     ///< of one that ended: its whole life
    Duration busy{};    ///< its thread was in it, up to its last suspension
    Duration running{}; ///< its thread is in it, since it was resumed
    Duration cancelledFor{};
    Duration readyDelay{};  ///< sum of the times from being woken to being resumed
    Duration longestBusy{}; ///< without suspending
    qint64 resumes = 0;
    QString thread;
    QString host;
    int attempt = 0;          ///< 0: none
    bool holdsPlace = false;  ///< a place in flight
    bool backsOff = false;    ///< waits before another try
    bool lost = false;        ///< waits, and nothing is left that could wake it
    bool cancellable = false; ///< Engine::cancelTask() can end it
    QString location;         ///< file:line of the await, or of the spawn
    QStringList lints;        ///< names of the TaskLints that speak of it
};

/// Something that tasks wait for.
struct ResourceRow
{
    enum class Kind { Semaphore, Bucket, Pool, Writer };
    Kind kind = Kind::Semaphore;
    QString name;     ///< "places in flight", "starts a second", "computing threads"
    double limit = 0; ///< permits, starts a second, threads; 0: none
    double held = 0;  ///< permits out, starts left in the bucket, threads busy, records not committed
    int waiters = 0;
    Duration longestWait{}; ///< of who waits now
};

/// A thing that is wrong with tasks, and what to do about it.
struct TaskLint
{
    QString name;               ///< "slow-resume", ...: never translated
    QString text;               ///< a sentence with the culprit
    QString remedy;             ///< a sentence
    std::vector<quint64> tasks; ///< maybe of tasks that are not listed any more
};

struct TaskSnapshot
{
    WallTime at{};
    std::vector<TaskRow> tasks; ///< living ones by id, then the last that ended, the newest first
    std::vector<ResourceRow> resources;
    std::vector<TaskLint> lints;
    qint64 finished = 0; ///< in all, of which only the last are listed
    qint64 dropped = 0;  ///< living tasks and events there was no room to note
};

} // namespace sluice
