// The units of time used everywhere.
#pragma once

#include <chrono>

namespace sluice {

/// A span of time. Microseconds: fine enough for a connect on loopback, wide enough for 290,000 years.
using Duration = std::chrono::microseconds;

/// A point on the monotonic clock: for deadlines and measuring. Means nothing in another process.
using TimePoint = std::chrono::time_point<std::chrono::steady_clock, Duration>;

/// A point on the wall clock, UTC: for what is stored or shown.
using WallTime = std::chrono::time_point<std::chrono::system_clock, Duration>;

constexpr double seconds(Duration span) { return std::chrono::duration<double>(span).count(); }

} // namespace sluice
