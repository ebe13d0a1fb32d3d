#include "engine/taskinspector.h"

#include "async/awaiting.h"
#include "async/tasklints.h"
#include "async/taskrows.h"

#include <algorithm>
#include <cstring>

namespace sluice {

namespace {

constexpr auto longRun = std::chrono::milliseconds(100);

/// Tasks that a lint may speak of.
bool isSuspicious(const TaskFacts &facts, TimePoint now)
{
    return facts.lost || facts.cancelledAt != TimePoint() || (facts.held > 0 && facts.awaited == awaiting::nextTry) ||
           (facts.phase == TaskPhase::Running && now - facts.since >= longRun);
}

bool awaits(const TaskFacts &facts, const char *what)
{
    return facts.phase == TaskPhase::Waiting && facts.awaited && std::strcmp(facts.awaited, what) == 0;
}

ResourceRow rowOf(const ResourceReading &resource, const TaskReading &reading)
{
    auto row = resource.row;
    if (!resource.awaited)
        return row;
    std::vector<TimePoint> since;
    for (const auto &facts : reading.living) {
        if (awaits(facts, resource.awaited))
            since.push_back(facts.since);
    }
    const auto all = static_cast<int>(since.size());
    const auto served =
        static_cast<size_t>(std::clamp(resource.queued ? all - *resource.queued : resource.served, 0, all));
    row.waiters = static_cast<int>(since.size() - served);
    if (row.waiters > 0) {
        std::ranges::nth_element(since, since.begin() + static_cast<ptrdiff_t>(served));
        row.longestWait = std::max(reading.now - since[served], Duration::zero());
    }
    return row;
}

} // namespace

TaskSnapshot TaskInspector::snapshot() const
{
    const auto reading = m_registry.read();
    auto snapshot = snapshotOf(reading);
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &resource : m_resources)
            snapshot.resources.push_back(rowOf(resource, reading));
    }
    const auto events = m_registry.history().events(reading.now);
    snapshot.dropped += events.dropped;
    applyLints(&snapshot, lintTasks(snapshot, events));
    return snapshot;
}

void TaskInspector::judge()
{
    auto reading = m_registry.read(TaskRegistry::Which::Living);
    std::erase_if(reading.living, [&reading](const TaskFacts &facts) { return !isSuspicious(facts, reading.now); });
    auto lints = lintTasks(snapshotOf(reading), m_registry.history().events(reading.now));
    const std::lock_guard lock(m_mutex);
    m_lints = std::move(lints);
}

std::vector<TaskLint> TaskInspector::lints() const
{
    const std::lock_guard lock(m_mutex);
    return m_lints;
}

void TaskInspector::setResources(std::vector<ResourceReading> resources)
{
    const std::lock_guard lock(m_mutex);
    m_resources.swap(resources);
}

void TaskInspector::forget()
{
    m_registry.forgetFinished();
    history().forget();
    const std::lock_guard lock(m_mutex);
    m_resources.clear();
    m_lints.clear();
}

void TaskInspector::setRunLive(bool live)
{
    m_isRunLive = live;
    if (!live)
        history().endLoopLag();
}

} // namespace sluice
