// JobTrace that books nothing. Linked before the real one: the other side of the bench's comparison.
#include "scheduling/jobtrace.h"

namespace sluice {

JobTrace::JobTrace(const Clock *clock, WaitGauge *gauge, TimePoint)
    : m_clock(clock), m_gauge(gauge), m_task(nullptr), m_since(), m_stretchSince()
{
}

JobTrace::~JobTrace() = default;

void JobTrace::enter(WaitReason reason, TimePoint)
{
    m_current = reason; // a failure's phase is read from it
}

void JobTrace::begin(WaitReason reason, TimePoint)
{
    m_current = reason;
}

void JobTrace::beginElsewhere(WaitReason reason)
{
    m_current = reason;
}

void JobTrace::resolve(const WaitTimes &) {}

const WaitTimes &JobTrace::end(TimePoint)
{
    return m_spent;
}

} // namespace sluice
