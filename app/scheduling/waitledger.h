// Books what a line of waiters is held back by, without touching each waiter.
#pragma once

#include "core/waitreason.h"

#include <optional>

namespace sluice {

/// A running total of time by the reason that was in force. Whoever waits notes reading() when it joins and
/// subtracts it when it leaves: the difference is its own wait, split by reason.
class WaitLedger
{
public:
    explicit WaitLedger(TimePoint start) : m_since(start) {}

    /// From now on this is the reason; none while nothing is held back (or the user paused).
    void setReason(std::optional<WaitReason> reason, TimePoint now)
    {
        if (reason == m_reason)
            return;
        settle(now);
        m_reason = reason;
    }

    std::optional<WaitReason> reason() const { return m_reason; }

    const WaitTimes &reading(TimePoint now)
    {
        settle(now);
        return m_total;
    }

private:
    void settle(TimePoint now)
    {
        if (m_reason)
            m_total.add(*m_reason, now - m_since);
        m_since = now;
    }

    WaitTimes m_total;
    std::optional<WaitReason> m_reason;
    TimePoint m_since;
};

} // namespace sluice
