#include "async/taskhistory.h"

#include <algorithm>

namespace sluice {

constexpr size_t keptIncidents = 256;
constexpr size_t keptLags = 600;
constexpr auto remembered = std::chrono::minutes(1);

void TaskHistory::note(TaskIncident incident)
{
    const std::lock_guard lock(m_mutex);
    m_incidents.push_back(std::move(incident));
    if (m_incidents.size() <= keptIncidents)
        return;
    if (m_incidents.back().at - m_incidents.front().at < remembered)
        ++m_dropped;
    m_incidents.pop_front();
}

void TaskHistory::noteLoopLag(Duration late, TimePoint now, Duration interval)
{
    const std::lock_guard lock(m_mutex);
    m_nextLag = now + interval;
    m_lags.push_back({now, late});
    if (m_lags.size() > keptLags)
        m_lags.pop_front();
}

void TaskHistory::endLoopLag()
{
    const std::lock_guard lock(m_mutex);
    m_nextLag = {};
}

void TaskHistory::forget()
{
    const std::lock_guard lock(m_mutex);
    m_incidents.clear();
    m_lags.clear();
    m_nextLag = {};
    m_dropped = 0;
}

TaskEvents TaskHistory::events(TimePoint now) const
{
    TaskEvents events;
    const std::lock_guard lock(m_mutex);
    std::ranges::copy_if(m_incidents, std::back_inserter(events.incidents),
                         [now](const TaskIncident &incident) { return now - incident.at < remembered; });
    for (const auto &lag : m_lags) {
        if (now - lag.at < remembered)
            events.loopLags.push_back(lag.late);
    }
    if (m_nextLag != TimePoint())
        events.loopSilence = std::max(now - m_nextLag, Duration::zero());
    events.dropped = m_dropped;
    return events;
}

} // namespace sluice
