// The verdict on a stretch of a run that is over, or a while ago.
#pragma once

#include "core/seriespoint.h"
#include "telemetry/verdict.h"

#include <span>

namespace sluice {

/// What the project keeps of limits beside the seconds: those the run began with.
struct KnownLimits
{
    int perHost = 0;
    double ratePerSecond = 0;
};

/// Pure. Sums and means over the seconds, for judge(); how many were in flight is known of their ends. How busy the
/// engine's thread alone was is not kept: it counts as not busy. Nor is how many requests were refused: where servers
/// were, RetryAfter says so.
VerdictInput verdictInputOf(std::span<const SeriesPoint> points, const KnownLimits &limits);

/// The seconds that had ended by `moment` and are not older than `span` then.
std::span<const SeriesPoint> stretchBefore(std::span<const SeriesPoint> series, WallTime moment, Duration span);

} // namespace sluice
