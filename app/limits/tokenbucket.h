// How often something may start.
#pragma once

#include "core/duration.h"

#include <QtGlobal>

namespace sluice {

/// Starts per second with a burst: over any stretch of T seconds at most burst + rate·(T + 1 µs) starts are granted.
/// Refills continuously, reckoned in whole numbers (10⁻¹² starts), so that no rounding adds up over a long run.
/// Begins with one start, not with a burst: a run should not open with a salvo. Pure: the caller brings the time,
/// which should not run backwards (it is then taken to stand still).
class TokenBucket
{
public:
    /// perSecond as in LimitProfile: 0 = no limit, else 0.001 to 100,000, kept to 10⁻⁶.
    TokenBucket(double perSecond, TimePoint now);

    /// At once; what was saved up stays, but no more than the new burst.
    void setRate(double perSecond, TimePoint now);
    /// In starts: a tenth of a second's worth, at least 1. That much can be caught up after a late timer.
    double burst() const;
    /// Starts that could be granted at once, with the fraction of the next; 0 without a limit.
    double level(TimePoint now) const;

    /// The earliest moment from `now` on at which tryTake() grants; `now` itself when it would at once.
    TimePoint nextStart(TimePoint now) const;
    bool tryTake(TimePoint now);

private:
    qint64 levelAt(TimePoint now) const;

    qint64 m_gain = 0;     ///< 10⁻¹² starts per microsecond = 10⁻⁶ starts per second; 0 = no limit
    qint64 m_capacity = 0; ///< 10⁻¹² starts
    qint64 m_level = 0;    ///< 10⁻¹² starts, at m_at
    TimePoint m_at;
};

} // namespace sluice
