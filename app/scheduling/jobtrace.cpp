#include "scheduling/jobtrace.h"

#include "async/taskentry.h"

#include <algorithm>

namespace sluice {

JobTrace::JobTrace(const Clock *clock, WaitGauge *gauge, TimePoint now)
    : m_clock(clock), m_gauge(gauge), m_task(TaskEntry::current()), m_since(now), m_stretchSince(now)
{
    if (m_task)
        m_task->setStage(m_current);
    m_gauge->enter(m_current, m_since);
}

JobTrace::~JobTrace()
{
    if (!m_hasEnded)
        end(m_clock->now());
}

const WaitTimes &JobTrace::end(TimePoint now)
{
    Q_ASSERT(!m_hasEnded);
    settle(now);
    if (!m_isElsewhere)
        m_gauge->leave(m_current, now);
    m_hasEnded = true;
    return m_spent;
}

void JobTrace::settle(TimePoint now)
{
    m_spent.add(m_current, now - m_since);
    m_since = now;
}

void JobTrace::enter(WaitReason reason, TimePoint now)
{
    if (reason != m_current)
        change(reason, now);
}

void JobTrace::change(WaitReason reason, TimePoint now)
{
    settle(now);
    if (!m_isElsewhere) {
        m_gauge->leave(m_current, now);
        m_gauge->enter(reason, now);
    }
    m_current = reason;
    if (m_task)
        m_task->setStage(reason);
}

void JobTrace::begin(WaitReason reason, TimePoint now)
{
    change(reason, now);
    m_stretchSince = m_since;
    m_before = m_spent;
}

void JobTrace::beginElsewhere(WaitReason reason)
{
    begin(reason, m_clock->now());
    m_gauge->leave(reason, m_since);
    m_isElsewhere = true;
}

void JobTrace::resolve(const WaitTimes &spans)
{
    const auto now = m_clock->now();
    settle(now);
    auto exact = spans;
    const auto rest = now - m_stretchSince - exact.total();
    if (rest >= Duration::zero()) {
        exact.add(WaitReason::Engine, rest);
    } else {
        const auto longest =
            *std::ranges::max_element(allWaitReasons, {}, [&](auto reason) { return exact.of(reason); });
        exact.add(longest, rest);
    }
    const auto correction = (exact += m_before) - m_spent;
    m_spent += correction;
    if (!m_isElsewhere) {
        m_gauge->correct(correction);
        m_gauge->leave(m_current, now);
    }
    m_gauge->enter(WaitReason::Engine, now);
    m_isElsewhere = false;
    m_current = WaitReason::Engine;
    if (m_task)
        m_task->setStage(m_current);
}

} // namespace sluice
