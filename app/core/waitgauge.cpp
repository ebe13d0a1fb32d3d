#include "core/waitgauge.h"

#include <utility>

namespace sluice {

void WaitGauge::change(WaitReason reason, TimePoint now, int by)
{
    const auto index = static_cast<size_t>(reason);
    const auto before = std::exchange(m_since[index], now);
    m_total.add(reason, m_counts[index] * (now - before));
    m_counts[index] += by;
}

WaitTimes WaitGauge::reading(TimePoint now) const
{
    auto total = m_total;
    for (const auto reason : allWaitReasons) {
        const auto index = static_cast<size_t>(reason);
        total.add(reason, m_counts[index] * (now - m_since[index]));
    }
    return total;
}

} // namespace sluice
