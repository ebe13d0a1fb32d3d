// What one attempt is at, and what its time went to.
#pragma once

#include "core/clock.h"
#include "core/waitgauge.h"

namespace sluice {

struct TaskEntry;

/// Splits the time from its construction to its end among reasons, without a gap: every moment is booked under what
/// was entered last, so the sum is the wall time. Where only the end of a stretch tells what it was made of (a request,
/// the steps), resolve() replaces what was booked meanwhile, and what is left over was Sluice's own delay. The gauge
/// hears of every change at once, and so does the task that made it. Who has just looked at the clock says what time it
/// is: an attempt looks often enough to be felt. One attempt of a task, engine thread; the clock and the gauge must
/// outlive it.
class JobTrace
{
public:
    /// Begins under WaitReason::Engine.
    JobTrace(const Clock *clock, WaitGauge *gauge, TimePoint now);
    ~JobTrace();
    JobTrace(const JobTrace &) = delete;
    JobTrace &operator=(const JobTrace &) = delete;

    /// From now on it is at this.
    void enter(WaitReason reason, TimePoint now);

    /// The same, as the beginning of a stretch that resolve() will end.
    void begin(WaitReason reason, TimePoint now);
    /// A stretch that somebody else's gauge counts meanwhile.
    void beginElsewhere(WaitReason reason);
    /// The stretch is over and was made of this. What it does not account for is booked as Engine; spans that together
    /// are longer than the stretch lose the surplus from the longest. Goes on under Engine.
    void resolve(const WaitTimes &spans);

    WaitReason current() const { return m_current; }
    /// It is over, once, and this is what it was spent on. One that is destroyed before was given up.
    const WaitTimes &end(TimePoint now);

private:
    void change(WaitReason reason, TimePoint now);
    void settle(TimePoint now);

    const Clock *m_clock;
    WaitGauge *m_gauge;
    TaskEntry *m_task; ///< that made it, if it is listed: the task inspector shows what it is at
    WaitReason m_current = WaitReason::Engine;
    TimePoint m_since;
    TimePoint m_stretchSince;
    WaitTimes m_spent;
    WaitTimes m_before; ///< m_spent when the stretch began
    bool m_isElsewhere = false;
    bool m_hasEnded = false;
};

} // namespace sluice
