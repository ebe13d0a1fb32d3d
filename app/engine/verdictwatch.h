// The verdicts of a run, second by second, and whether their remedies keep their word.
#pragma once

#include "telemetry/forecastcheck.h"
#include "telemetry/steadyverdict.h"

#include <deque>

namespace sluice {

/// Engine thread only.
class VerdictWatch
{
public:
    explicit VerdictWatch(TimePoint begun) : m_since(begun), m_lookFrom(begun) {}

    /// How far back the next verdict looks: 10 s, but not beyond the last change of a limit or the end of a pause.
    Duration stretch(TimePoint now) const;
    void take(const Verdict &fresh, TimePoint now) { m_steady.take(fresh, now); }
    const Verdict &shown() const { return m_steady.shown(); }

    /// What was said of other limits says nothing of these.
    void limitsChanged(TimePoint now);
    /// A pause is over: of it there is nothing to be said.
    void wentOn(TimePoint now) { m_lookFrom = now; }
    /// limitsChanged() has just been called, as this proposed with a gain. What it is held against is the throughput
    /// before, without what the first attempts took; or as the verdict says, when that was less than 3 s.
    void expect(const Verdict &verdict, TimePoint now);
    /// A second has ended, with this; `steady`: jobs were waiting to be admitted. A sentence, once, when it can be said
    /// what came of the forecast, or that it cannot.
    std::optional<QString> secondEnded(TimePoint now, const Yield &yield, bool steady);

private:
    struct Second
    {
        TimePoint begun;
        Yield yield;
    };
    std::optional<double> throughput() const;

    TimePoint m_since;
    TimePoint m_lookFrom;         ///< not before m_since
    std::deque<Second> m_seconds; ///< steady ones under the same limits
    std::optional<double> m_before;
    SteadyVerdict m_steady;
    std::optional<ForecastCheck> m_check;
    QString m_checked; ///< the change, in words
};

} // namespace sluice
