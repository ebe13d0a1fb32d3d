#include "telemetry/limitperiods.h"

#include <tuple>
#include <utility>

namespace sluice {

namespace {

constexpr Duration enoughToTell = std::chrono::seconds(3);

auto limitsOf(const GaugeReading &reading)
{
    return std::tuple(reading.limit, reading.perHost, reading.ratePerSecond, reading.cpuSlots);
}

} // namespace

void LimitPeriod::add(const Tally &tally)
{
    const bool isBusy = tally.meanInFlight() * 2 >= bulk.meanInFlight();
    all += tally;
    if (isBusy)
        bulk = all;
}

void LimitPeriods::add(const Tally &tally, const GaugeReading &gauges)
{
    const bool isSame = !std::exchange(m_hasOne, true) || limitsOf(gauges) == limitsOf(m_now.gauges);
    if (!isSame) {
        if (m_now.all.wall >= enoughToTell)
            m_before = std::move(m_now);
        m_now = {};
    } else if (!gauges.paused) {
        m_now.add(tally);
    }
    m_now.gauges = gauges;
}

const LimitPeriod &LimitPeriods::told() const
{
    return m_now.all.wall >= enoughToTell || !m_before ? m_now : *m_before;
}

} // namespace sluice
