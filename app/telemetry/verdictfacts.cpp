#include "telemetry/verdictfacts.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace sluice {

namespace {

using namespace std::chrono_literals;

constexpr double fullFrom = 0.95; // of the limit, on average: the gaps between jobs are never quite nothing
constexpr double busyFrom = 0.90; // of the engine's thread, of the computing threads, of a host's places, on average
constexpr double lineFrom = 0.50; // of the time in flight, spent before the computing threads: then they are busy
constexpr double busyWithLineFrom = 0.70; // from here on, and the rest is what a busy machine takes to hand over
constexpr double emptyUpTo = 0.50;        // of the limit, on average
constexpr double noWaitUpTo = 0.05;       // of all time
constexpr double mainFrom = 0.80;         // of what is in flight or waits
constexpr double mostFrom = 0.50;         // of all time
constexpr double halfFrom = 0.50;         // of who waits for a place on a host
constexpr Duration slowCommit = 500ms;    // five times the writer's own rhythm

Duration ofEach(Duration span, qint64 attempts)
{
    return attempts > 0 ? Duration(span / attempts) : Duration::zero();
}

} // namespace

double share(Duration part, Duration whole)
{
    return whole > Duration::zero() ? seconds(part) / seconds(whole) : 0;
}

VerdictFacts::VerdictFacts(const VerdictInput &input)
    : in(input)
    , all(input.waits.total() - input.waits.of(WaitReason::Paused) - input.waits.of(WaitReason::Commit) -
          input.waits.of(WaitReason::Backoff))
    , inFlight(input.waits.inFlight())
    , group(largestGroup(input.waits))
    , perSecond(input.wall > Duration::zero() ? static_cast<double>(input.attempts) / seconds(input.wall) : 0)
    , each(input.total.p90 > 0 ? Duration(std::llround(input.total.p90 * 1000)) : ofEach(inFlight, input.attempts))
    , firstByte(input.firstByte.p50 > 0 ? Duration(std::llround(input.firstByte.p50 * 1000))
                                        : ofEach(input.waits.of(WaitReason::FirstByte), input.attempts))
    , body(ofEach(input.waits.of(WaitReason::Body), input.attempts))
    , commit(ofEach(input.waits.of(WaitReason::Commit), input.attempts))
{
}

double VerdictFacts::meanOf(WaitReason reason) const
{
    return share(in.waits.of(reason), in.wall);
}

bool VerdictFacts::isFull() const
{
    const auto isWaiting = in.moreWaiting || in.waits.of(WaitReason::GlobalSlot) > Duration::zero();
    return in.limit > 0 && isWaiting && in.meanInFlight >= fullFrom * in.limit;
}

bool VerdictFacts::isHalfEmpty() const
{
    return in.meanInFlight < emptyUpTo * in.limit;
}

bool VerdictFacts::noHostIsFull() const
{
    double least = in.perHost;
    for (const auto &host : in.hosts) {
        if (host.ownLimit > 0)
            least = std::min(least, double(host.ownLimit));
    }
    return in.meanInFlight < emptyUpTo * least;
}

bool VerdictFacts::hardlyWaited() const
{
    return !in.moreWaiting && share(all - inFlight, all) < noWaitUpTo;
}

bool VerdictFacts::commitIsSlow() const
{
    return commit >= slowCommit;
}

bool VerdictFacts::isBackingOff() const
{
    const auto backoff = in.waits.of(WaitReason::Backoff);
    return isHalfEmpty() && !in.moreWaiting && share(backoff, all + backoff) >= mostFrom;
}

bool VerdictFacts::engineIsBusy() const
{
    return in.engineBusy >= busyFrom;
}

bool VerdictFacts::computesAllTheTime() const
{
    const bool isLine = share(in.waits.of(WaitReason::CpuQueue), inFlight) >= lineFrom;
    return in.threads > 0 && in.meanCpuBusy >= (isLine ? busyWithLineFrom : busyFrom) * in.threads;
}

bool VerdictFacts::mostFail() const
{
    return in.failed > 0 && in.failed * 2 >= in.attempts;
}

const HostShare *VerdictFacts::mainHost() const
{
    double inFlightSum = 0;
    double waitingSum = 0;
    const HostShare *largest = nullptr;
    for (const auto &host : in.hosts) {
        inFlightSum += host.inFlight;
        waitingSum += host.waiting;
        if (!largest || host.inFlight + host.waiting > largest->inFlight + largest->waiting)
            largest = &host;
    }
    // Only the busiest are listed: many others may have little each.
    const auto forLimits = meanOf(WaitReason::GlobalSlot) + meanOf(WaitReason::HostSlot) + meanOf(WaitReason::Rate);
    const auto sum = std::max(inFlightSum, in.meanInFlight) + std::max(waitingSum, forLimits);
    return largest && sum > 0 && largest->inFlight + largest->waiting >= mainFrom * sum ? largest : nullptr;
}

const HostShare *VerdictFacts::lastHost() const
{
    return in.listEnded && !in.importing && in.severalHosts ? mainHost() : nullptr;
}

const HostShare *VerdictFacts::heldHost() const
{
    if (const auto *main = mainHost())
        return main;
    double sum = 0;
    for (const auto &host : in.hosts)
        sum += host.waiting;
    sum = std::max(sum, meanOf(WaitReason::HostSlot)); // only the busiest are listed
    const auto most = std::ranges::max_element(in.hosts, {}, &HostShare::waiting);
    const bool isHeld = most != in.hosts.end() && most->ownLimit > 0 && !most->cooling && most->waiting > 0 &&
                        most->inFlight >= busyFrom * most->ownLimit && most->waiting >= halfFrom * sum;
    return isHeld ? &*most : nullptr;
}

int VerdictFacts::placesOn(const HostShare *host) const
{
    return host && host->ownLimit > 0 ? host->ownLimit : in.perHost;
}

const HostShare *VerdictFacts::refusing() const
{
    const auto weight = [](const HostShare &host) {
        return std::tuple(host.refused, host.cooling, host.cooling ? host.waiting : 0);
    };
    const auto most = std::ranges::max_element(in.hosts, {}, weight);
    return most != in.hosts.end() && (most->refused > 0 || most->cooling) ? &*most : nullptr;
}

const StepTime *VerdictFacts::heaviestStep(bool isolated) const
{
    const StepTime *heaviest = nullptr;
    for (const auto &step : in.steps) {
        if (step.isolated == isolated && step.time > Duration::zero() && (!heaviest || step.time > heaviest->time))
            heaviest = &step;
    }
    return heaviest;
}

} // namespace sluice
