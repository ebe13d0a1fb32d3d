#include "telemetry/runmeter.h"

#include "telemetry/histogram.h"
#include "telemetry/resourceusage.h"
#include "telemetry/tally.h"

#include <algorithm>
#include <deque>
#include <utility>

namespace sluice {

namespace {

constexpr size_t keptSeconds = 600;

double toMilliseconds(Duration span)
{
    return std::chrono::duration<double, std::milli>(span).count();
}

} // namespace

struct RunMeter::Private
{
    explicit Private(const Clock *c) : clock(c), openedAt(c->now()), changedAt(openedAt)
    {
        point.second = c->wallNow();
    }

    const Clock *clock;
    const Duration cpuBefore = processCpuTime();

    // the second that is open
    TimePoint openedAt;
    Duration engineCpuBefore = threadCpuTime();
    TimePoint changedAt; ///< until when open.inFlightTime is reckoned
    SeriesPoint point;
    Tally open;
    Histogram firstByte;

    // the run
    int inFlight = 0;
    int peak = 0;
    Histogram latency;
    RunSummary sums; ///< only what is counted as it happens
    GaugeReading gauges;
    Tally closed;
    std::deque<Tally> tallies;
    std::vector<SeriesPoint> series;

    void inFlightChanges(int by)
    {
        const auto now = clock->now();
        open.inFlightTime += inFlight * (now - changedAt);
        changedAt = now;
        inFlight += by;
        peak = std::max(peak, inFlight);
    }

    /// The open second as it would be if it ended now. On the engine thread, as everything here.
    Tally openTally() const
    {
        const auto now = clock->now();
        auto tally = open;
        tally.wall = now - openedAt;
        tally.engineCpu = threadCpuTime() - engineCpuBefore;
        tally.inFlightTime += inFlight * (now - changedAt);
        tally.waitingTime = gauges.moreWaiting ? tally.wall : Duration::zero();
        return tally;
    }
};

RunMeter::RunMeter(const Clock *clock) : d(std::make_unique<Private>(clock)) {}

RunMeter::~RunMeter() = default;

void RunMeter::admitted()
{
    d->inFlightChanges(+1);
}

void RunMeter::left()
{
    d->inFlightChanges(-1);
}

void RunMeter::bytesReceived(qint64 count)
{
    d->point.bytes += count;
}

void RunMeter::attemptEnded(const AttemptSample &sample)
{
    ++d->open.attempts;
    d->open.waits += sample.waits;
    d->sums.bytes += sample.bytes;
    if (sample.outcome == Outcome::Cancelled)
        return;
    ++d->point.finished;
    if (sample.outcome == Outcome::Failed)
        ++d->point.failed;
    if (sample.latency > Duration::zero())
        d->latency.record(sample.latency);
    if (sample.firstByte > Duration::zero())
        d->firstByte.record(sample.firstByte);
}

void RunMeter::jobEnded(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Succeeded:
        ++d->sums.succeeded;
        return;
    case Outcome::Failed:
        ++d->sums.failed;
        return;
    case Outcome::Cancelled:
        ++d->sums.cancelled;
        return;
    }
    Q_UNREACHABLE();
}

void RunMeter::loopLag(Duration lateness)
{
    d->point.loopLag = std::max(d->point.loopLag, toMilliseconds(lateness));
}

void RunMeter::mark(const QString &what)
{
    if (!d->point.mark.isEmpty())
        d->point.mark += QLatin1StringView("; ");
    d->point.mark += what;
}

int RunMeter::inFlight() const
{
    return d->inFlight;
}

int RunMeter::peakInFlight() const
{
    return d->peak;
}

SeriesPoint RunMeter::endSecond(const GaugeReading &gauges)
{
    d->gauges = gauges;
    const auto tally = d->openTally();
    d->closed += tally;
    d->tallies.push_back(tally);
    if (d->tallies.size() > keptSeconds)
        d->tallies.pop_front();

    auto &point = d->point;
    point.inFlight = d->inFlight;
    point.limit = gauges.limit;
    point.cpuBusy = gauges.cpuBusy;
    point.cpuSlots = gauges.cpuSlots;
    point.cpuQueue = gauges.cpuQueue;
    point.firstByte.p50 = toMilliseconds(d->firstByte.percentile(50));
    point.firstByte.p99 = toMilliseconds(d->firstByte.percentile(99));
    if (d->series.size() == keptSeconds)
        d->series.erase(d->series.begin());
    d->series.push_back(std::exchange(point, SeriesPoint()));

    point.second = d->clock->wallNow();
    d->openedAt += tally.wall;
    d->engineCpuBefore += tally.engineCpu;
    d->changedAt = d->openedAt;
    d->open = Tally();
    d->firstByte.reset();
    return d->series.back();
}

const std::vector<SeriesPoint> &RunMeter::recent() const
{
    return d->series;
}

VerdictInput RunMeter::stretch(Duration span) const
{
    auto tally = d->openTally();
    for (auto second = d->tallies.rbegin(); second != d->tallies.rend() && tally.wall < span; ++second)
        tally += *second;
    return verdictInput(tally, d->gauges);
}

RunSummary RunMeter::summary() const
{
    auto tally = d->closed;
    tally += d->openTally();

    auto summary = d->sums;
    summary.attempts = tally.attempts;
    summary.wall = tally.wall;
    summary.cpu = processCpuTime() - d->cpuBefore;
    summary.peakConcurrency = d->peak;
    summary.peakRssBytes = memoryUse().peak;
    summary.latency = {toMilliseconds(d->latency.percentile(50)), toMilliseconds(d->latency.percentile(90)),
                       toMilliseconds(d->latency.percentile(99)), toMilliseconds(d->latency.max())};
    summary.waits = tally.waits;
    summary.verdict = judge(verdictInput(tally, d->gauges));
    return summary;
}

} // namespace sluice
