// RunMeter that counts only what a run must know to end. Linked before the real one: the other side of the bench's
// comparison.
#include "telemetry/runmeter.h"

#include "telemetry/hostmeter.h"

namespace sluice {

struct RunMeter::Private
{
    explicit Private(const Clock *c) : clock(c), begun(c->now()), hosts(c), gauge(begun) {}

    const Clock *clock;
    TimePoint begun;
    HostMeter hosts;
    WaitGauge gauge;
    RunSummary sums;
    int inFlight = 0;
    std::vector<SeriesPoint> series;
};

RunMeter::RunMeter(const Clock *clock) : d(std::make_unique<Private>(clock)) {}

RunMeter::~RunMeter() = default;

void RunMeter::admitted(TimePoint)
{
    ++d->inFlight;
}

void RunMeter::left(TimePoint)
{
    --d->inFlight;
}

void RunMeter::bytesReceived(qint64) {}

void RunMeter::attemptEnded(const AttemptSample &, TimePoint) {}

void RunMeter::jobEnded(Outcome outcome)
{
    if (outcome == Outcome::Succeeded)
        ++d->sums.succeeded;
    else
        ++d->sums.failed;
}

void RunMeter::loopLag(Duration) {}

void RunMeter::pauses(WaitReason, Duration) {}

void RunMeter::pausedBefore(qint64) {}

void RunMeter::earlierPauseEnded(TimePoint) {}

WaitGauge &RunMeter::gauge()
{
    return d->gauge;
}

void RunMeter::mark(const QString &) {}

int RunMeter::inFlight() const
{
    return d->inFlight;
}

int RunMeter::peakInFlight() const
{
    return 0;
}

HostMeter &RunMeter::hosts() const
{
    return d->hosts;
}

SeriesPoint RunMeter::endSecond(const GaugeReading &)
{
    SeriesPoint point;
    point.second = d->clock->wallNow();
    return point;
}

const std::vector<SeriesPoint> &RunMeter::recent() const
{
    return d->series;
}

Yield RunMeter::lastSecond() const
{
    return {};
}

VerdictInput RunMeter::stretch(Duration) const
{
    return {};
}

RunSummary RunMeter::summary() const
{
    auto summary = d->sums;
    summary.wall = d->clock->now() - d->begun;
    return summary;
}

} // namespace sluice
