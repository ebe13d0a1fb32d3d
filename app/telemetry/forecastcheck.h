// Whether a remedy brought what it was said to.
#pragma once

#include "core/duration.h"
#include "telemetry/verdict.h"
#include "telemetry/yield.h"

namespace sluice {

/// What was promised when a limit was changed.
struct Forecast
{
    LimitChange change;
    GainRange gain;
    double before = 0; ///< attempts per second
    Duration p90{};    ///< of an attempt, before; zero: not known
};

/// What came of it.
struct ForecastResult
{
    LimitChange change;
    GainRange forecast;
    double before = 0; ///< attempts per second
    double after = 0;

    double gain() const { return before > 0 ? after / before - 1 : 0; }
    /// "Per host 6 → 12 gave +71 %, as forecast (+60..90 %).", or "less than" or "more than".
    QString sentence() const;
};

/// Watches the seconds after a change. What was under way when it came has to end first: it settles for one p90, at
/// least 2 s; then it counts for 10 s, at least 3 × p90. Seconds in which the run was paused or had nothing waiting to
/// start say nothing about the limit and are left out; if there are more of these than of others, it gives up. A pure
/// state: the seconds come from its owner.
class ForecastCheck
{
public:
    ForecastCheck(const Forecast &forecast, TimePoint now);

    /// A second has ended, with this; `steady`: it ran under its limits, with jobs waiting for them. The result, once.
    std::optional<ForecastResult> second(TimePoint now, const Yield &yield, bool steady);
    /// Nothing more comes of it.
    bool isOver() const { return m_over; }

private:
    Forecast m_forecast;
    TimePoint m_settled;
    Duration m_needed;
    Yield m_counted;
    Duration m_leftOut{};
    bool m_over = false;
};

} // namespace sluice
