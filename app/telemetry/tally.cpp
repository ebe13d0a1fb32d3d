#include "telemetry/tally.h"

namespace sluice {

Tally &Tally::operator+=(const Tally &other)
{
    wall += other.wall;
    inFlightTime += other.inFlightTime;
    waitingTime += other.waitingTime;
    engineCpu += other.engineCpu;
    waits += other.waits;
    attempts += other.attempts;
    return *this;
}

VerdictInput verdictInput(const Tally &tally, const GaugeReading &gauges)
{
    VerdictInput input;
    input.wall = tally.wall;
    input.waits = tally.waits;
    input.attempts = tally.attempts;
    input.limit = gauges.limit;
    input.perHost = gauges.perHost;
    input.ratePerSecond = gauges.ratePerSecond;
    input.threads = gauges.cpuSlots;
    input.moreWaiting = tally.waitingTime * 2 > tally.wall;
    if (tally.wall > Duration::zero()) {
        const auto wall = seconds(tally.wall);
        input.meanInFlight = seconds(tally.inFlightTime) / wall;
        input.meanCpuBusy = seconds(tally.waits.of(WaitReason::CpuRun)) / wall; // Little's law
        input.engineBusy = seconds(tally.engineCpu) / wall;
    }
    return input;
}

} // namespace sluice
