#include "telemetry/jobpauses.h"

#include <algorithm>
#include <iterator>

namespace sluice {

void JobPauses::begin(WaitReason reason, TimePoint now, TimePoint due)
{
    m_gauge->enter(reason, now);
    m_pauses.emplace(due, reason);
}

void JobPauses::addEarlier(qint64 jobs, TimePoint now)
{
    m_gauge->enter(WaitReason::Backoff, now, static_cast<int>(jobs));
    m_earlier += jobs;
}

void JobPauses::endEarlier(TimePoint due)
{
    if (m_earlier == 0)
        return; // forgotten: it had been taken back, and given out again
    m_gauge->leave(WaitReason::Backoff, due);
    --m_earlier;
}

void JobPauses::endDue(TimePoint now, qint64 known)
{
    while (!m_pauses.empty() && m_pauses.begin()->first <= now) {
        m_gauge->leave(m_pauses.begin()->second, m_pauses.begin()->first);
        m_pauses.erase(m_pauses.begin());
    }
    auto surplus = static_cast<qint64>(m_pauses.size()) + m_earlier - known;
    const auto ofEarlier = std::clamp(surplus, qint64(0), m_earlier);
    m_gauge->leave(WaitReason::Backoff, now, static_cast<int>(ofEarlier));
    m_earlier -= ofEarlier;
    for (surplus -= ofEarlier; surplus > 0; --surplus) {
        const auto last = std::prev(m_pauses.end());
        m_gauge->leave(last->second, now);
        m_pauses.erase(last);
    }
}

} // namespace sluice
