#include "telemetry/seriesverdict.h"

#include <algorithm>

namespace sluice {

VerdictInput verdictInputOf(std::span<const SeriesPoint> points, const KnownLimits &limits)
{
    VerdictInput input;
    input.perHost = limits.perHost;
    input.ratePerSecond = limits.ratePerSecond;
    if (points.empty())
        return input;
    double inFlight = 0;
    size_t heldBack = 0;
    double cpuBusy = 0;
    double cores = 0;
    for (const auto &point : points) {
        input.waits += point.waits;
        input.attempts += point.finished;
        input.failed += point.failed;
        inFlight += point.inFlight;
        heldBack += point.wanted > point.inFlight ? 1 : 0;
        cpuBusy += point.cpuBusy;
        cores += point.cpu;
        input.loopLagMs = std::max(input.loopLagMs, point.loopLag);
    }
    const auto &last = points.back();
    const auto count = static_cast<double>(points.size());
    input.wall = std::chrono::seconds(points.size());
    input.limit = last.limit;
    input.threads = last.cpuSlots;
    input.meanInFlight = inFlight / count;
    input.meanCpuBusy = cpuBusy / count;
    input.moreWaiting = heldBack * 2 > points.size();
    input.coresUsed = cores / count;
    input.backlog = last.backlog;
    input.listEnded = true; // not kept: that a list starved the run is for the run itself to say
    return input;
}

std::span<const SeriesPoint> stretchBefore(std::span<const SeriesPoint> series, WallTime moment, Duration span)
{
    const auto ended = [](const SeriesPoint &point) {
        return point.second + std::chrono::seconds(1);
    };
    const auto end = std::ranges::upper_bound(series, moment, {}, ended);
    const auto begin = std::ranges::lower_bound(series.begin(), end, moment - span, {}, &SeriesPoint::second);
    return {begin, end};
}

} // namespace sluice
