// The verdicts of a run, second by second, and whether their remedies keep their word.
#pragma once

#include "telemetry/forecastcheck.h"
#include "telemetry/steadyverdict.h"

namespace sluice {

/// Engine thread only.
class VerdictWatch
{
public:
    explicit VerdictWatch(TimePoint begun) : m_since(begun) {}

    /// How far back the next verdict looks: 10 s, but not beyond the last change of a limit.
    Duration stretch(TimePoint now) const;
    void take(const Verdict &fresh, TimePoint now) { m_steady.take(fresh, now); }
    const Verdict &shown() const { return m_steady.shown(); }

    /// What was said of other limits says nothing of these.
    void limitsChanged(TimePoint now);
    /// The limits have just been changed, and this was said of it.
    void expect(const Forecast &forecast, TimePoint now);
    /// A second has ended, with so many attempts; `steady`: jobs were waiting to be admitted. A sentence, once, when it
    /// can be said what came of the forecast, or that it cannot.
    std::optional<QString> secondEnded(TimePoint now, qint64 attempts, Duration length, bool steady);

private:
    TimePoint m_since;
    SteadyVerdict m_steady;
    std::optional<ForecastCheck> m_check;
    QString m_checked; ///< the change, in words
};

} // namespace sluice
