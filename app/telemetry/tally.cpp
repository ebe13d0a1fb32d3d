#include "telemetry/tally.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr size_t keptHosts = 32;
constexpr size_t namedHosts = 8;

/// Of the time: what was so for most of it.
bool mostly(Duration part, Duration whole)
{
    return part * 2 > whole;
}

double mean(double a, qint64 countA, double b, qint64 countB)
{
    const auto count = static_cast<double>(countA + countB);
    return count > 0 ? (a * static_cast<double>(countA) + b * static_cast<double>(countB)) / count : 0;
}

Quantiles mean(const Quantiles &a, qint64 countA, const Quantiles &b, qint64 countB)
{
    return {mean(a.p50, countA, b.p50, countB), mean(a.p90, countA, b.p90, countB), mean(a.p99, countA, b.p99, countB)};
}

double weightOf(const HostShare &host)
{
    return host.inFlight + host.waiting;
}

/// The busiest come first, and those that refused; who has done little is forgotten.
void keepBusiest(std::vector<HostShare> *hosts, size_t most)
{
    std::ranges::sort(*hosts, std::greater(), [](auto &host) { return std::pair(host.refused > 0, weightOf(host)); });
    if (hosts->size() > most)
        hosts->resize(most);
    std::ranges::sort(*hosts, std::greater(), weightOf);
}

/// Without numbers when it is new.
HostShare &shareOf(std::vector<HostShare> *hosts, const HostShare &like)
{
    const auto known = std::ranges::find(*hosts, like.host, &HostShare::host);
    if (known != hosts->end())
        return *known;
    auto &added = hosts->emplace_back();
    added.host = like.host;
    added.ownLimit = like.ownLimit;
    return added;
}

/// As last read, where it was read: a limit may have been changed meanwhile.
void takeLimits(std::vector<HostShare> *hosts, const std::vector<HostShare> &reading)
{
    for (auto &host : *hosts) {
        const auto now = std::ranges::find(reading, host.host, &HostShare::host);
        if (now != reading.end())
            host.ownLimit = now->ownLimit;
    }
}

void addHosts(std::vector<HostShare> *hosts, const std::vector<HostShare> &others)
{
    for (const auto &other : others) {
        auto &host = shareOf(hosts, other);
        if (host.ownLimit == 0) // of who was only heard of by a refusal it is not known
            host.ownLimit = other.ownLimit;
        host.inFlight += other.inFlight;
        host.waiting += other.waiting;
        host.refused += other.refused;
        host.cooling = host.cooling || other.cooling;
    }
    keepBusiest(hosts, keptHosts);
}

void addSteps(std::vector<StepTime> *steps, const std::vector<StepTime> &others)
{
    for (const auto &other : others) {
        const auto known = std::ranges::find(*steps, other.name, &StepTime::name);
        if (known == steps->end()) {
            steps->push_back(other);
            continue;
        }
        known->runs += other.runs;
        known->time += other.time;
    }
}

} // namespace

void Tally::addRefusal(const QString &host)
{
    ++refused;
    if (hosts.size() < keptHosts || std::ranges::count(hosts, host, &HostShare::host) > 0)
        ++shareOf(&hosts, HostShare{.host = host}).refused;
}

double Tally::meanInFlight() const
{
    return wall > Duration::zero() ? seconds(inFlightTime) / seconds(wall) : 0;
}

Yield Tally::yield() const
{
    return {attempts, wall, waits.inFlight(), took};
}

Tally &Tally::operator+=(const Tally &other)
{
    firstByte = mean(firstByte, finished, other.firstByte, other.finished);
    total = mean(total, finished, other.total, other.finished);
    wall += other.wall;
    inFlightTime += other.inFlightTime;
    waitingTime += other.waitingTime;
    endedTime += other.endedTime;
    importingTime += other.importingTime;
    behindTime += other.behindTime;
    engineCpu += other.engineCpu;
    cpu += other.cpu;
    late += other.late;
    worstLagMs = std::max(worstLagMs, other.worstLagMs);
    waits += other.waits;
    attempts += other.attempts;
    took += other.took;
    finished += other.finished;
    failed += other.failed;
    refused += other.refused;
    tooMany += other.tooMany;
    for (size_t i = 0; i < paces.size(); ++i)
        paces[i] += other.paces[i];
    addSteps(&steps, other.steps);
    addHosts(&hosts, other.hosts);
    return *this;
}

std::vector<StepTime> newSteps(const std::vector<StepTime> &now, const std::vector<StepTime> &before)
{
    auto steps = now;
    for (size_t i = 0; i < std::min(steps.size(), before.size()); ++i) {
        steps[i].runs -= before[i].runs;
        steps[i].time -= before[i].time;
    }
    for (auto &step : steps)
        step.longest = {}; // of the run: of a part of it nobody knows
    return steps;
}

VerdictInput verdictInput(const Tally &tally, const GaugeReading &gauges)
{
    VerdictInput input;
    input.wall = tally.wall;
    input.waits = tally.waits;
    input.attempts = tally.attempts;
    input.failed = tally.failed;
    input.refused = tally.refused;
    input.limit = gauges.limit;
    input.perHost = gauges.perHost;
    input.ratePerSecond = gauges.ratePerSecond;
    input.threads = gauges.cpuSlots;
    input.cores = gauges.cores;
    input.moreWaiting = mostly(tally.waitingTime, tally.wall);
    input.listEnded = mostly(tally.endedTime, tally.wall);
    input.importing = mostly(tally.importingTime, tally.wall);
    input.storeBehind = mostly(tally.behindTime, tally.wall);
    input.retrying = gauges.retrying;
    input.backlog = gauges.backlog;
    input.loopLagMs = tally.worstLagMs;
    input.firstByte = tally.firstByte;
    input.total = tally.total;
    input.steps = tally.steps;
    if (tally.wall <= Duration::zero())
        return input;
    const auto wall = seconds(tally.wall);
    input.meanInFlight = tally.meanInFlight();
    const auto computed = tally.waits.of(WaitReason::CpuRun) + tally.waits.of(WaitReason::Child);
    input.meanCpuBusy = seconds(computed) / wall; // Little's law
    input.engineBusy = seconds(tally.engineCpu) / wall;
    input.coresUsed = seconds(tally.cpu) / wall;
    input.loopLate = seconds(tally.late) / wall;
    input.hosts = tally.hosts;
    keepBusiest(&input.hosts, namedHosts);
    takeLimits(&input.hosts, gauges.hosts);
    for (auto &host : input.hosts) {
        host.inFlight /= wall;
        host.waiting /= wall;
    }
    return input;
}

} // namespace sluice
