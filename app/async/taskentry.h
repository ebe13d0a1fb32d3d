// A coroutine as the registry keeps it.
#pragma once

#include "async/canceltoken.h"
#include "async/sourceplace.h"
#include "async/tasklabel.h"
#include "core/clock.h"
#include "core/waitreason.h"

#include <atomic>
#include <optional>

namespace sluice {

class TaskRegistry;

/// When a scope was asked to end. Written once on any thread.
struct ScopeCancel
{
    std::atomic<TimePoint> at = TimePoint();
};

/// Where it stands. Not yet an end: the registry drops the entry then.
enum class TaskPhase : quint8 { Running, Ready, Waiting };

/// Plain while the registry's mutex is held; atomic what the task's own thread writes at every turn without it.
/// Entries are used again and again, and die with their registry: the id tells whether it is still the same task.
/// Private to async, but for current() and the functions.
struct TaskEntry
{
    TaskEntry(TaskRegistry *owner, Clock *time) : registry(owner), clock(time) {}

    /// Of the task that the calling thread is in; null outside of the listed ones.
    static TaskEntry *current();

    /// What its job is at. Any thread, while the task lives.
    void setStage(WaitReason reason) { stage.store(static_cast<int>(reason), std::memory_order_relaxed); }
    /// Counts the places in flight it has. While the task lives.
    void addHeld(int places) { held.fetch_add(places, std::memory_order_relaxed); }
    /// It has moved on to another host or attempt.
    void describe(const QString &host, int attempt);

    TaskRegistry *const registry;
    Clock *const clock;

    // guarded by the registry's mutex
    TaskLabel label;
    quint64 parent = 0;
    QString thread;
    TimePoint born{};
    const ScopeCancel *scope = nullptr; ///< outlives the task
    std::optional<CancelSource> own;    ///< of who can be cancelled alone
    SourcePlace spawned;

    std::atomic<quint64> id = 0; ///< 0: free
    std::atomic<TaskPhase> phase = TaskPhase::Running;
    std::atomic<bool> lost = false; ///< it waits, and nothing is left that could wake it
    std::atomic<int> stage = -1;    ///< WaitReason, or -1
    std::atomic<int> held = 0;
    std::atomic<TimePoint> since = TimePoint(); ///< running, or waiting
    std::atomic<TimePoint> cancelledAt = TimePoint();
    std::atomic<const char *> awaited = nullptr;
    std::atomic<const char *> file = nullptr; ///< of the last await
    std::atomic<unsigned> line = 0;
    std::atomic<Duration> busy = Duration(), readyDelay = Duration(), longestBusy = Duration();
    std::atomic<qint64> resumes = 0;
};

} // namespace sluice
