// A coroutine as the registry keeps it.
#pragma once

#include "async/canceltoken.h"
#include "async/sourceplace.h"
#include "async/tasklabel.h"
#include "core/clock.h"
#include "core/waitreason.h"

#include <atomic>

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
/// Thousands lie between two turns of one, so it is out of the processor's cache by then: what a turn needs comes
/// first, in as few cache lines as it takes. Private to async, but for current() and the functions.
struct alignas(64) TaskEntry
{
    TaskEntry(TaskRegistry *owner, Clock *time) : clock(time), registry(owner) {}

    /// Of the task that the calling thread is in; null outside of the listed ones.
    static TaskEntry *current();

    /// What its job is at. Any thread, while the task lives.
    void setStage(WaitReason reason) { stage.store(static_cast<int>(reason), std::memory_order_relaxed); }
    /// Counts the places in flight it has. While the task lives.
    void addHeld(int places) { held.fetch_add(places, std::memory_order_relaxed); }
    /// It will be needed in a moment, and has been left alone for long.
    void prefetch() const
    {
        for (size_t at = 0; at < sizeof(TaskEntry); at += alignof(TaskEntry))
            __builtin_prefetch(reinterpret_cast<const char *>(this) + at, 1);
    }
    /// It has moved on to another host or attempt.
    void describe(const QString &host, int attempt);

    std::atomic<quint64> id = 0; ///< 0: of a task that has ended, or of none
    Clock *const clock;
    std::atomic<TimePoint> since = TimePoint(); ///< running, or waiting
    std::atomic<const char *> awaited = nullptr;
    std::atomic<const char *> file = nullptr; ///< of the last await
    std::atomic<Duration> busy = Duration(), readyDelay = Duration(), longestBusy = Duration();
    std::atomic<qint64> resumes = 0;
    std::atomic<unsigned> line = 0;
    std::atomic<int> stage = -1; ///< WaitReason, or -1
    std::atomic<int> held = 0;
    std::atomic<TaskPhase> phase = TaskPhase::Running;
    std::atomic<bool> lost = false; ///< it waits, and nothing is left that could wake it
    TaskRegistry *const registry;
    std::atomic<TimePoint> cancelledAt = TimePoint();

    // guarded by the registry's mutex
    TimePoint ended{};                      ///< zero: it lives
    quint64 endedId = 0;                    ///< its id, once it has ended
    const ScopeCancel *scope = nullptr;     ///< outlives the task
    std::stop_source own{std::nostopstate}; ///< of who can be cancelled alone
    TimePoint born{};
    quint64 parent = 0;
    TaskLabel label;
    QString thread;
    SourcePlace spawned;
};

} // namespace sluice
