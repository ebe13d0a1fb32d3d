#pragma once

#include "telemetry/runmeter.h"

namespace sluice {

/// What a verdict is drawn from, over one second or a whole run. Private to telemetry.
struct Tally
{
    Duration wall{};
    Duration inFlightTime{}; ///< ∫ in flight · dt: the mean is this over wall
    Duration waitingTime{};  ///< of wall: seconds at whose end more jobs were waiting
    Duration engineCpu{};    ///< processor time of the engine thread
    WaitTimes waits;
    qint64 attempts = 0;

    Tally &operator+=(const Tally &other);
};

/// Means of the tally, limits of the reading.
VerdictInput verdictInput(const Tally &tally, const GaugeReading &gauges);

} // namespace sluice
