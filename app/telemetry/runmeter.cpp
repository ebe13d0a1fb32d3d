#include "telemetry/runmeter.h"

#include "telemetry/histogram.h"
#include "telemetry/hostmeter.h"
#include "telemetry/jobpauses.h"
#include "telemetry/limitperiods.h"
#include "telemetry/resourceusage.h"

#include <algorithm>
#include <deque>
#include <utility>

namespace sluice {

namespace {

constexpr size_t keptSeconds = 600;
constexpr size_t historySeconds = 120;
constexpr int tooManyRequests = 429;
constexpr int unavailable = 503;

double toMilliseconds(Duration span)
{
    return std::chrono::duration<double, std::milli>(span).count();
}

/// What jobs spent their time on since the last reading. A correction may take back what was told before: that is
/// held against the seconds to come.
WaitTimes newSince(WaitTimes *told, const WaitTimes &reading)
{
    WaitTimes news;
    for (const auto reason : allWaitReasons)
        news.add(reason, std::max(Duration::zero(), reading.of(reason) - told->of(reason)));
    *told += news;
    return news;
}

Quantiles quantilesOf(const Histogram &histogram)
{
    return {toMilliseconds(histogram.percentile(50)), toMilliseconds(histogram.percentile(90)),
            toMilliseconds(histogram.percentile(99))};
}

} // namespace

struct RunMeter::Private
{
    explicit Private(const Clock *c) : clock(c), hosts(c), openedAt(c->now()), changedAt(openedAt), gauge(openedAt)
    {
        point.second = c->wallNow();
    }

    const Clock *clock;
    HostMeter hosts;
    const Duration cpuBefore = processCpuTime();
    Duration cpuTold{}; ///< since then, in the seconds so far

    // the second that is open
    TimePoint openedAt;
    Duration engineCpuBefore = threadCpuTime();
    TimePoint changedAt; ///< until when open.inFlightTime is reckoned
    SeriesPoint point;
    Tally open;
    Histogram connecting;
    Histogram firstByte;
    Histogram body;
    Histogram total;

    // the run
    int inFlight = 0;
    int peak = 0;
    Histogram latency; ///< but for the second that is open
    RunSummary sums;   ///< only what is counted as it happens
    GaugeReading gauges;
    Tally closed;
    Duration asking{}; ///< of closed: somebody was in flight, or a server had asked to wait
    LimitPeriods periods;
    std::optional<HostKey> host;
    bool severalHosts = false;
    FirstAnswers firstAnswers;
    std::deque<Tally> tallies;
    WaitGauge gauge;
    WaitTimes told; ///< in the seconds so far
    JobPauses pauses{&gauge};
    std::vector<SeriesPoint> series;

    void inFlightChanges(int by, TimePoint now)
    {
        open.inFlightTime += inFlight * (now - changedAt);
        changedAt = now;
        inFlight += by;
        peak = std::max(peak, inFlight);
    }

    /// All processor time so far, of child processes too. What a child took moves from one count to the other when it
    /// ends, and for a moment may be in neither: then it is held against the time to come.
    Duration newCpu()
    {
        const auto all = processCpuTime() - cpuBefore + gauges.childCpu;
        const auto news = std::max(Duration::zero(), all - cpuTold);
        cpuTold += news;
        return news;
    }

    /// All job time so far. What the threads worked replaces what jobs have told of it: they tell at the end.
    WaitTimes waitsUntil(TimePoint now)
    {
        pauses.endDue(now, gauges.retrying + gauges.backlog); // who is recorded may not be counted yet
        auto waits = gauge.reading(now);
        const auto computing = waits.of(WaitReason::CpuRun) + waits.of(WaitReason::Child);
        waits.add(WaitReason::CpuRun, gauges.worked.of(WaitReason::CpuRun) - waits.of(WaitReason::CpuRun));
        waits.add(WaitReason::Child, gauges.worked.of(WaitReason::Child) - waits.of(WaitReason::Child));
        waits.add(WaitReason::CpuQueue, computing - gauges.worked.total());
        waits += gauges.waited;
        return waits;
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
        tally.endedTime = gauges.listEnded ? tally.wall : Duration::zero();
        tally.importingTime = gauges.importing ? tally.wall : Duration::zero();
        tally.behindTime = gauges.storeBehind ? tally.wall : Duration::zero();
        return tally;
    }

    /// What only gauges and histograms tell of the second that ends.
    void complete(Tally *tally, const std::vector<StepTime> &stepsBefore) const
    {
        tally->finished = total.count();
        tally->firstByte = quantilesOf(firstByte);
        tally->total = quantilesOf(total);
        tally->worstLagMs = point.loopLag;
        tally->steps = newSteps(gauges.steps, stepsBefore);
        for (const auto &share : gauges.hosts) {
            Tally one;
            one.hosts = {share};
            one.hosts.front().inFlight *= seconds(tally->wall);
            one.hosts.front().waiting *= seconds(tally->wall);
            *tally += one;
        }
    }

    void close(const Tally &tally)
    {
        closed += tally;
        periods.add(tally, gauges);
        const bool isAsking =
            tally.inFlightTime > Duration::zero() || tally.waits.of(WaitReason::RetryAfter) > Duration::zero();
        if (isAsking && !gauges.paused)
            asking += tally.wall;
        tallies.push_back(tally);
        if (tallies.size() > keptSeconds)
            tallies.pop_front();
    }

    VerdictInput inputOf(const Tally &tally, const GaugeReading &reading) const
    {
        auto input = verdictInput(tally, reading);
        input.severalHosts = severalHosts;
        input.lineShare = firstAnswers.lineShare(tally.paces);
        input.asked = closed.attempts;
        input.accepted = closed.attempts - closed.refused;
        input.tooMany = closed.tooMany;
        if (asking > Duration::zero())
            input.acceptedPerSecond = static_cast<double>(input.accepted) / seconds(asking);
        const auto first = tallies.size() - std::min(tallies.size(), historySeconds);
        for (auto i = first; i < tallies.size(); ++i)
            input.history.push_back({tallies[i].meanInFlight(), tallies[i].yield().perSecond()});
        return input;
    }
};

RunMeter::RunMeter(const Clock *clock) : d(std::make_unique<Private>(clock)) {}

RunMeter::~RunMeter() = default;

void RunMeter::admitted(TimePoint now)
{
    d->inFlightChanges(+1, now);
}

void RunMeter::left(TimePoint now)
{
    d->inFlightChanges(-1, now);
}

void RunMeter::bytesReceived(qint64 count)
{
    d->point.bytes += count;
}

void RunMeter::attemptEnded(const AttemptSample &sample, TimePoint now)
{
    ++d->open.attempts;
    if (!d->host)
        d->host = sample.host;
    d->severalHosts = d->severalHosts || sample.host != *d->host;
    if (sample.status == tooManyRequests || sample.status == unavailable)
        d->open.addRefusal(sample.host.name);
    if (sample.status == tooManyRequests)
        ++d->open.tooMany;
    d->open.took += sample.waits.inFlight();
    d->sums.bytes += sample.bytes;
    const HostSample ofHost{sample.outcome,     sample.bytes, sample.firstByte, sample.reused,
                            sample.httpVersion, sample.error, sample.waits};
    d->hosts.attemptEnded(sample.host, ofHost, now);
    if (sample.outcome == Outcome::Cancelled)
        return;
    ++d->point.finished;
    if (sample.outcome == Outcome::Failed) {
        ++d->point.failed;
        ++d->open.failed;
    }
    if (sample.error)
        ++d->point.errors[static_cast<size_t>(*sample.error)];
    if (sample.latency > Duration::zero()) {
        d->total.record(sample.latency);
        if (sample.outcome == Outcome::Succeeded)
            d->firstAnswers.add(sample.host, sample.latency, now, &d->open.paces);
    }
    if (sample.connecting > Duration::zero())
        d->connecting.record(sample.connecting);
    if (sample.firstByte > Duration::zero())
        d->firstByte.record(sample.firstByte);
    if (sample.body > Duration::zero())
        d->body.record(sample.body);
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
    d->open.late += lateness;
    d->point.loopLag = std::max(d->point.loopLag, toMilliseconds(lateness));
}

void RunMeter::pauses(WaitReason reason, Duration delay)
{
    const auto now = d->clock->now();
    d->pauses.begin(reason, now, now + delay);
}

void RunMeter::pausedBefore(qint64 jobs)
{
    d->pauses.addEarlier(jobs, d->clock->now());
}

void RunMeter::earlierPauseEnded(TimePoint due)
{
    d->pauses.endEarlier(due);
}

WaitGauge &RunMeter::gauge()
{
    return d->gauge;
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

HostMeter &RunMeter::hosts() const
{
    return d->hosts;
}

SeriesPoint RunMeter::endSecond(const GaugeReading &gauges)
{
    const auto stepsBefore = std::exchange(d->gauges, gauges).steps;
    auto tally = d->openTally();
    tally.waits = newSince(&d->told, d->waitsUntil(d->clock->now()));
    tally.cpu = d->newCpu();
    d->complete(&tally, stepsBefore);
    d->close(tally);

    auto &point = d->point;
    point.inFlight = d->inFlight;
    point.limit = gauges.limit;
    point.cpuBusy = gauges.cpuBusy;
    point.cpuSlots = gauges.cpuSlots;
    point.cpuQueue = gauges.cpuQueue;
    point.wanted = gauges.wanted;
    point.waiting = gauges.waiting;
    point.children = gauges.children;
    point.disk = gauges.disk;
    point.backlog = gauges.backlog;
    point.windowLag = gauges.windowLag;
    point.cpu = tally.wall > Duration::zero() ? seconds(tally.cpu) / seconds(tally.wall) : 0;
    point.connecting = quantilesOf(d->connecting);
    point.firstByte = quantilesOf(d->firstByte);
    point.body = quantilesOf(d->body);
    point.total = quantilesOf(d->total);
    point.waits = tally.waits;
    if (d->series.size() == keptSeconds)
        d->series.erase(d->series.begin());
    d->series.push_back(std::exchange(point, SeriesPoint()));

    point.second = d->clock->wallNow();
    d->openedAt += tally.wall;
    d->engineCpuBefore += tally.engineCpu;
    d->changedAt = d->openedAt;
    d->open = Tally();
    d->latency += d->total;
    for (auto *histogram : {&d->connecting, &d->firstByte, &d->body, &d->total})
        histogram->reset();
    return d->series.back();
}

const std::vector<SeriesPoint> &RunMeter::recent() const
{
    return d->series;
}

Yield RunMeter::lastSecond() const
{
    return d->tallies.empty() ? Yield() : d->tallies.back().yield();
}

VerdictInput RunMeter::stretch(Duration span) const
{
    auto tally = d->openTally();
    const auto longest = span + std::min<Duration>(span / 10, std::chrono::milliseconds(100)); // timers may be late
    for (auto left = d->tallies.size(); left > 0; --left) {
        const auto &second = d->tallies[left - 1];
        if (tally.wall + second.wall > longest)
            break;
        tally += second;
    }
    return d->inputOf(tally, d->gauges);
}

RunSummary RunMeter::summary() const
{
    auto tally = d->closed;
    tally += d->openTally();

    auto summary = d->sums;
    summary.attempts = tally.attempts;
    summary.wall = tally.wall;
    summary.cpu = processCpuTime() - d->cpuBefore + d->gauges.childCpu;
    summary.peakConcurrency = d->peak;
    summary.peakRssBytes = memoryUse().peak;
    auto latency = d->latency;
    latency += d->total;
    summary.latency = {toMilliseconds(latency.percentile(50)), toMilliseconds(latency.percentile(90)),
                       toMilliseconds(latency.percentile(99)), toMilliseconds(latency.max())};
    summary.waits = d->hosts.waits();
    summary.waits.add(WaitReason::Commit, d->gauges.waited.of(WaitReason::Commit));
    summary.steps = d->gauges.steps;
    const auto &told = d->periods.told();
    summary.verdict = judge(d->inputOf(told.withoutEnd(), told.gauges));
    return summary;
}

} // namespace sluice
