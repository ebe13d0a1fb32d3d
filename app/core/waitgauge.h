// How much time jobs spend on what, while they are still at it.
#pragma once

#include "core/waitreason.h"

namespace sluice {

/// Counts who is at what now, and adds up their time: reading() is the integral of each count over time, so by Little's
/// law the sum of all waits so far, those under way included. The differences of two readings are what a second was
/// spent on. A change may be told late: the next reading is right all the same. Not thread-safe.
class WaitGauge
{
public:
    explicit WaitGauge(TimePoint start) { m_since.fill(start); }

    void enter(WaitReason reason, TimePoint now, int count = 1) { change(reason, now, count); }
    void leave(WaitReason reason, TimePoint now, int count = 1) { change(reason, now, -count); }
    /// What was booked under one reason turns out to have been another: adds the difference, negative spans too.
    void correct(const WaitTimes &difference) { m_total += difference; }

    int count(WaitReason reason) const { return m_counts[static_cast<size_t>(reason)]; }
    WaitTimes reading(TimePoint now) const;

private:
    void change(WaitReason reason, TimePoint now, int by);

    std::array<int, waitReasonCount> m_counts{};
    std::array<TimePoint, waitReasonCount> m_since{};
    WaitTimes m_total;
};

} // namespace sluice
