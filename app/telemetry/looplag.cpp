#include "telemetry/looplag.h"

#include <algorithm>

namespace sluice {

LoopLag::LoopLag(Clock *clock, Duration interval, std::function<void(Duration)> report)
    : m_clock(clock), m_interval(interval), m_report(std::move(report))
{
    arm();
}

void LoopLag::arm()
{
    m_due = m_clock->now() + m_interval;
    m_timer = m_clock->singleShot(m_interval, [this] { fired(); });
}

void LoopLag::fired()
{
    m_report(std::max(Duration::zero(), m_clock->now() - m_due));
    arm(); // from now on, not from m_due: one stall is one report, not a row of them
}

} // namespace sluice
