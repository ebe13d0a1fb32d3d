#include "telemetry/verdict.h"

#include "telemetry/remedy.h"
#include "telemetry/verdicttext.h"

#include <algorithm>
#include <array>

namespace sluice {

namespace {

using namespace std::chrono_literals;

constexpr qint64 enoughAttempts = 10;
constexpr Duration enoughTime = 1s;
constexpr Duration enoughWithoutAttempts = 3s; // what is under way has been seen for long enough
constexpr double lateFrom = 0.30;              // of the time: a turn of the loop every 100 ms that is 43 ms late
constexpr double longLagMs = 100;
constexpr double holdsFrom = 0.20;     // of all time, from which on a wait before admission is what holds a run back
constexpr double refusedFrom = 0.20;   // of the attempts
constexpr double mostFrom = 0.50;      // of the time in flight
constexpr double coreUsed = 0.80;      // of a processor core
constexpr Duration slowFrom = 600ms; // web.dev, "Reduce initial server response time"

Verdict found(VerdictKind kind, std::optional<LimitField> limit = std::nullopt)
{
    Verdict verdict;
    verdict.kind = kind;
    verdict.limit = limit;
    return verdict;
}

bool tellsTooLittle(const VerdictFacts &facts)
{
    const auto &in = facts.in;
    const auto spent = facts.all + in.waits.of(WaitReason::Backoff);
    const auto little = in.attempts < enoughAttempts && in.wall < enoughWithoutAttempts;
    return in.wall < enoughTime || little || spent <= Duration::zero();
}

bool serverRefuses(const VerdictFacts &facts)
{
    const auto refused = static_cast<double>(facts.in.refused);
    return share(facts.in.waits.of(WaitReason::RetryAfter), facts.all) >= holdsFrom ||
           (facts.in.refused > 0 && refused >= refusedFrom * static_cast<double>(facts.in.attempts));
}

bool computingIsBusy(const VerdictFacts &facts)
{
    const auto &in = facts.in;
    const auto queue = share(in.waits.of(WaitReason::CpuQueue), facts.inFlight);
    const auto isMost = facts.group.kind == VerdictKind::Cpu;
    return facts.computesAllTheTime() && (isMost || queue >= holdsFrom);
}

/// Threads of Sluice's, as many as it has; the processor may have more to give.
Verdict computing(const VerdictFacts &facts)
{
    const auto &in = facts.in;
    const bool children = in.waits.of(WaitReason::Child) > in.waits.of(WaitReason::CpuRun);
    auto verdict = found(children ? VerdictKind::Child : VerdictKind::Cpu);
    // One core is kept for fetching: with all others in use there is no more to give.
    if (in.threads < in.cores - 1 && in.coresUsed < coreUsed * in.cores)
        verdict = found(VerdictKind::ThreadLimit, LimitField::Threads);
    if (const auto *step = facts.heaviestStep(children))
        verdict.step = step->name;
    return verdict;
}

/// Places are what jobs wait for: the server's doing, where it holds each for long.
Verdict placesTaken(const VerdictFacts &facts, VerdictKind kind, LimitField limit)
{
    auto verdict = found(kind, limit);
    if (limit == LimitField::PerHost && facts.heldHost() != facts.mainHost())
        return verdict; // where the time of all goes says little of one
    if (facts.group.kind == VerdictKind::Server && facts.firstByte >= slowFrom)
        verdict.kind = VerdictKind::Server;
    if (facts.group.kind == VerdictKind::Bandwidth && facts.body >= slowFrom)
        verdict.kind = VerdictKind::Bandwidth;
    return verdict;
}

/// Jobs that came all at once wait for places too, where these are mostly free.
WaitReason largestHold(const VerdictFacts &facts)
{
    const auto &waits = facts.in.waits;
    auto hold = facts.noHostIsFull() || waits.of(WaitReason::Rate) > waits.of(WaitReason::HostSlot)
                    ? WaitReason::Rate
                    : WaitReason::HostSlot;
    const bool placesMatter = facts.in.moreWaiting || !facts.isHalfEmpty();
    if (placesMatter && waits.of(WaitReason::GlobalSlot) > waits.of(hold))
        hold = WaitReason::GlobalSlot;
    return hold;
}

Verdict heldBy(const VerdictFacts &facts, WaitReason hold)
{
    if (hold == WaitReason::Rate)
        return found(VerdictKind::Rate, LimitField::RatePerSecond);
    return hold == WaitReason::HostSlot ? placesTaken(facts, VerdictKind::HostLimit, LimitField::PerHost)
                                        : placesTaken(facts, VerdictKind::OwnLimit, LimitField::InFlight);
}

/// Jobs come out of the project file in bursts, for what is written has its turn before them.
bool waitsForClaims(const VerdictFacts &facts)
{
    const bool nobodyHolds = !facts.in.moreWaiting || facts.noHostIsFull();
    return facts.commitIsSlow() && facts.isHalfEmpty() && nobodyHolds && !facts.in.listEnded;
}

/// Jobs wait for one another's places now and then, and yet these are free most of the time: then none came.
bool comesInBursts(const VerdictFacts &facts)
{
    return facts.isHalfEmpty() && facts.noHostIsFull() && !facts.in.listEnded && facts.in.retrying == 0;
}

/// Places are free and nobody waits for one.
VerdictKind nothingWaits(const VerdictFacts &facts)
{
    const bool listIsSlow = !facts.in.listEnded && facts.in.retrying == 0; // who retries comes back to it
    return facts.in.importing || listIsSlow ? VerdictKind::Starved : VerdictKind::Finishing;
}

Verdict heldBefore(const VerdictFacts &facts)
{
    if (facts.isFull())
        return placesTaken(facts, VerdictKind::OwnLimit, LimitField::InFlight);
    const auto hold = largestHold(facts);
    if (share(facts.in.waits.of(hold), facts.all) >= holdsFrom)
        return heldBy(facts, hold);
    if (facts.lastHost() && facts.isHalfEmpty() && !facts.in.moreWaiting)
        return found(VerdictKind::Finishing);
    if (facts.hardlyWaited() && facts.isHalfEmpty())
        return found(nothingWaits(facts));
    if (comesInBursts(facts))
        return found(facts.in.importing ? VerdictKind::Starved : VerdictKind::Store);
    return found(facts.group.kind);
}

Verdict classify(const VerdictFacts &facts)
{
    const auto &in = facts.in;
    if (tellsTooLittle(facts))
        return found(VerdictKind::None);
    if (in.loopLate >= lateFrom && in.loopLagMs >= longLagMs)
        return found(VerdictKind::Blocked);
    if (facts.engineIsBusy()) // then what looks like a wait for a server may be a wait for us
        return found(VerdictKind::Engine);
    if (serverRefuses(facts))
        return found(VerdictKind::Cooling);
    if (facts.isBackingOff())
        return found(VerdictKind::Retrying);
    if (computingIsBusy(facts))
        return computing(facts);
    if (in.storeBehind || waitsForClaims(facts))
        return found(VerdictKind::Store);
    const auto isMost = share(facts.group.span, facts.inFlight) >= mostFrom;
    const std::array ownPhases{VerdictKind::Disk, VerdictKind::Dns, VerdictKind::Connecting};
    const bool placesTaken = in.meanInFlight >= 1 || !facts.isHalfEmpty();
    if (isMost && placesTaken && std::ranges::count(ownPhases, facts.group.kind) > 0)
        return found(facts.group.kind);
    return heldBefore(facts);
}

void nameHost(const VerdictFacts &facts, Verdict *verdict)
{
    const std::array ofServers{VerdictKind::Server, VerdictKind::Dns, VerdictKind::Connecting, VerdictKind::Bandwidth,
                               VerdictKind::Finishing};
    const auto *host = verdict->kind == VerdictKind::Cooling ? facts.refusing() : nullptr;
    if (std::ranges::count(ofServers, verdict->kind) > 0)
        host = facts.mainHost();
    if (verdict->kind == VerdictKind::HostLimit)
        host = facts.heldHost();
    if (host)
        verdict->host = host->host;
}

} // namespace

Verdict judge(const VerdictInput &input)
{
    const VerdictFacts facts(input);
    auto verdict = classify(facts);
    verdict.perSecond = facts.perSecond;
    verdict.each = facts.each;
    nameHost(facts, &verdict);
    describe(facts, &verdict);
    if (verdict.kind != VerdictKind::None)
        propose(facts, &verdict);
    return verdict;
}

} // namespace sluice
