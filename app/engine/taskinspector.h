// What every coroutine of a run is at, for whoever asks.
#pragma once

#include "async/taskregistry.h"
#include "async/tasksnapshot.h"

#include <atomic>
#include <mutex>
#include <optional>

namespace sluice {

/// A resource as its owner knows it; who waits for it is known by the tasks.
struct ResourceReading
{
    ResourceRow row;
    const char *awaited = nullptr;            ///< a name of awaiting.h; null: the row's waiters are all that is known
    int served = 0;                           ///< of those who await it, so many are being served: the oldest
    std::optional<int> queued = std::nullopt; ///< where it is known how many are not
};

/// Owns the registry of an engine's tasks. Any thread: it answers while the engine's loop is blocked too, then with
/// the resources as they were before that. Nothing is computed but for who asks, and every other second for judge().
class TaskInspector
{
public:
    explicit TaskInspector(Clock *clock) : m_registry(clock) {}

    TaskRegistry *registry() { return &m_registry; }
    TaskHistory &history() { return m_registry.history(); }

    /// Everything, judged.
    TaskSnapshot snapshot() const;

    /// Looks only for what is wrong, which is cheap, and remembers it for lints(). To be called on a timer: what
    /// hangs makes no event.
    void judge();
    /// As last judged.
    std::vector<TaskLint> lints() const;

    void setResources(std::vector<ResourceReading> resources);
    void setRunLive(bool live);
    /// Another project comes: of what has ended nothing is to be seen any more.
    void forget();
    bool isRunLive() const { return m_isRunLive; }

private:
    TaskRegistry m_registry;
    std::atomic<bool> m_isRunLive = false;
    mutable std::mutex m_mutex; ///< guards the two below
    std::vector<ResourceReading> m_resources;
    std::vector<TaskLint> m_lints;
};

} // namespace sluice
