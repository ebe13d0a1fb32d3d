#include "telemetry/verdicttext.h"

#include "core/humanize.h"

#include <QCoreApplication>

#include <cmath>

namespace sluice {

namespace {

constexpr double worthNaming = 0.01; // of all time

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::Verdict", text);
}

/// "83 % of the time in flight is spent before the first byte"
QString timeGoesTo(const VerdictFacts &facts)
{
    return groupText(facts.group.share).arg(humanPercent(share(facts.group.span, facts.inFlight)));
}

/// "12 of 64 places are taken"
QString placesTaken(const VerdictFacts &facts)
{
    const auto taken = humanNumber(facts.in.meanInFlight);
    return (taken == humanNumber(1) ? tr("%1 of %2 places is taken") : tr("%1 of %2 places are taken"))
        .arg(taken, humanCount(facts.in.limit));
}

/// "3.9 of 4 computing threads are busy"
QString threadsBusy(const VerdictFacts &facts)
{
    const auto busy = humanNumber(facts.in.meanCpuBusy);
    return (busy == humanNumber(1) ? tr("%1 of %2 computing threads is busy")
                                   : tr("%1 of %2 computing threads are busy"))
        .arg(busy, humanCount(facts.in.threads));
}

QString partOf(const VerdictFacts &facts, WaitReason reason)
{
    return humanPercent(share(facts.in.waits.of(reason), facts.all));
}

/// "hash takes 91 % of the computing time, 52 ms a body"
QString stepTakes(const VerdictFacts &facts, const StepTime &step)
{
    Duration sum{};
    for (const auto &each : facts.in.steps)
        sum += each.time;
    const auto each = step.runs > 0 ? Duration(step.time / step.runs) : Duration::zero();
    return tr("%1 takes %2 of the computing time, %3 for a body")
        .arg(step.name, humanPercent(share(step.time, sum)), humanDuration(each));
}

QString tooLittle(const VerdictFacts &facts)
{
    const auto &in = facts.in;
    const bool isIdle = in.attempts == 0 && in.meanInFlight <= 0 && in.waits.total() <= Duration::zero();
    if (isIdle && in.listEnded && !in.importing && in.retrying == 0)
        return tr("Nothing was left to run.");
    const auto wall = humanDuration(facts.in.wall);
    return facts.in.attempts == 0
               ? tr("Too little to tell: no attempt has ended in %1.").arg(wall)
               : tr("Too little to tell: attempts that ended: %1, in %2.").arg(humanCount(facts.in.attempts), wall);
}

QString engineIsBusy(const VerdictFacts &facts)
{
    return tr("Sluice itself sets the pace: its engine thread computes %1 of the time, so waits for servers seem "
              "longer than they are.")
        .arg(humanPercent(facts.in.engineBusy));
}

QString loopIsBlocked(const VerdictFacts &facts)
{
    const auto lag = humanDuration(Duration(std::llround(facts.in.loopLagMs * 1000)));
    const auto part = humanPercent(facts.in.loopLate);
    if (facts.in.loopBlockedBy.isEmpty())
        return tr("Something holds up Sluice's own event loop: %1 of the time, up to %2 at once.").arg(part, lag);
    return tr("Sluice's own event loop is held up by %1: %2 of the time, up to %3 at once.")
        .arg(facts.in.loopBlockedBy, part, lag);
}

QString computing(const VerdictFacts &facts, const Verdict &verdict)
{
    const bool inChildren = verdict.kind == VerdictKind::Child;
    const auto claim =
        inChildren ? tr("Child processes set the pace: %1, and %2.") : tr("Computing sets the pace: %1, and %2.");
    const auto *step = facts.heaviestStep(facts.in.waits.of(WaitReason::Child) > facts.in.waits.of(WaitReason::CpuRun));
    return claim.arg(threadsBusy(facts), step ? stepTakes(facts, *step) : timeGoesTo(facts));
}

/// Also where it is a limit that holds, but the server that keeps it full.
QString mostTimeGoesTo(const VerdictFacts &facts, const Verdict &verdict)
{
    const auto opening = verdict.host.isEmpty() || verdict.kind != VerdictKind::Server
                             ? groupText(facts.group.opening)
                             : tr("Waiting on %1:").arg(verdict.host);
    auto beside = verdict.kind == VerdictKind::Cpu || verdict.kind == VerdictKind::Child ? threadsBusy(facts)
                                                                                         : placesTaken(facts);
    if (verdict.limit == LimitField::PerHost)
        beside = tr("jobs wait for one of %1 places on their host").arg(humanCount(facts.placesOn(facts.mainHost())));
    return tr("%1 %2, and %3.").arg(opening, timeGoesTo(facts), beside);
}

QString rateHolds(const VerdictFacts &facts)
{
    return tr("Your rate of %1 holds: jobs spend %2 of their time waiting for it. They ran at %3, and %4.")
        .arg(humanRate(facts.in.ratePerSecond), partOf(facts, WaitReason::Rate), humanRate(facts.perSecond),
             placesTaken(facts));
}

QString hostLimitHolds(const VerdictFacts &facts, const Verdict &verdict)
{
    const auto part = partOf(facts, WaitReason::HostSlot);
    const auto *host = facts.heldHost();
    const auto limit = humanCount(facts.placesOn(host));
    if (host && host->ownLimit > 0) {
        return tr("Your limit of %1 for %2 holds: jobs spend %3 of their time waiting for a place on it, while %4.")
            .arg(limit, verdict.host, part, placesTaken(facts));
    }
    if (verdict.host.isEmpty()) {
        return tr("Your limit of %1 per host holds: jobs spend %2 of their time waiting for a place on their host, "
                  "while %3.")
            .arg(limit, part, placesTaken(facts));
    }
    return tr("Your limit of %1 per host holds: jobs spend %2 of their time waiting for a place on %4, while %3.")
        .arg(limit, part, placesTaken(facts), verdict.host);
}

/// Nobody asked for patience: the answers are all there is to tell.
QString refusals(const VerdictFacts &facts, const Verdict &verdict)
{
    const auto *host = facts.refusing();
    const auto refused = humanCount(host && host->refused > 0 ? host->refused : facts.in.refused);
    const auto attempts = humanCount(facts.in.attempts);
    if (verdict.host.isEmpty())
        return tr("Servers refuse: %1 of %2 requests were answered with 429 or 503.").arg(refused, attempts);
    return tr("%1 refuses: %2 of %3 requests were answered with 429 or 503.").arg(verdict.host, refused, attempts);
}

QString serverRefuses(const VerdictFacts &facts, const Verdict &verdict)
{
    const auto waited = share(facts.in.waits.of(WaitReason::RetryAfter), facts.all);
    if (facts.in.refused > 0 && waited < worthNaming)
        return refusals(facts, verdict);
    const auto part = humanPercent(waited);
    const auto refused = facts.in.refused > 0 ? tr("it refused %1 of %2 requests, and jobs")
                                                    .arg(humanCount(facts.in.refused), humanCount(facts.in.attempts))
                                              : tr("jobs");
    if (verdict.host.isEmpty())
        return tr("Servers ask for patience: jobs spend %1 of their time waiting for one to cool down.").arg(part);
    return tr("%1 asks for patience: %2 spend %3 of their time waiting for it to cool down.")
        .arg(verdict.host, refused, part);
}

QString storeIsBehind(const VerdictFacts &facts)
{
    if (!facts.in.storeBehind && !facts.commitIsSlow())
        return tr("The project file sets the pace: jobs come out of it in bursts, and %1.").arg(placesTaken(facts));
    return tr("The project file sets the pace: %1 results wait to be written, each for %2.")
        .arg(humanCount(facts.in.backlog), humanDuration(facts.commit));
}

QString retrying(const VerdictFacts &facts)
{
    const auto backoff = facts.in.waits.of(WaitReason::Backoff);
    const auto part = humanPercent(share(backoff, facts.all + backoff));
    if (facts.in.retrying == 0)
        return tr("Jobs waited for their next try: the pauses before it took %1 of their time, and %2.")
            .arg(part, placesTaken(facts));
    return tr("Jobs wait for their next try, %1 of them: the pauses before it take %2 of their time, and %3.")
        .arg(humanCount(facts.in.retrying), part, placesTaken(facts));
}

QString finishing(const VerdictFacts &facts, const Verdict &verdict)
{
    if (verdict.host.isEmpty())
        return tr("Nothing waits for a place: %1, and %2.").arg(placesTaken(facts), timeGoesTo(facts));
    return tr("Finishing: all that is left is for %1. %2, and %3.")
        .arg(verdict.host, placesTaken(facts), timeGoesTo(facts));
}

QString starved(const VerdictFacts &facts)
{
    return facts.in.importing
               ? tr("Waiting for input: a list is still being read, and %1.").arg(placesTaken(facts))
               : tr("Waiting for input: jobs come slower than they are done, and %1.").arg(placesTaken(facts));
}

QString sentenceOf(const VerdictFacts &facts, const Verdict &verdict)
{
    switch (verdict.kind) {
    case VerdictKind::None:
        return tooLittle(facts);
    case VerdictKind::Engine:
        return facts.engineIsBusy() ? engineIsBusy(facts) : mostTimeGoesTo(facts, verdict);
    case VerdictKind::Blocked:
        return loopIsBlocked(facts);
    case VerdictKind::ThreadLimit:
        return tr("Your limit of %1 computing threads holds: %2.")
            .arg(humanCount(facts.in.threads), threadsBusy(facts));
    case VerdictKind::Cpu:
    case VerdictKind::Child:
        if (facts.computesAllTheTime())
            return computing(facts, verdict);
        return mostTimeGoesTo(facts, verdict);
    case VerdictKind::OwnLimit:
        return tr("Your limit of %1 holds: it is full and jobs wait, while %2.")
            .arg(humanCount(facts.in.limit), timeGoesTo(facts));
    case VerdictKind::HostLimit:
        return hostLimitHolds(facts, verdict);
    case VerdictKind::Rate:
        return rateHolds(facts);
    case VerdictKind::Cooling:
        return serverRefuses(facts, verdict);
    case VerdictKind::Store:
        return storeIsBehind(facts);
    case VerdictKind::Retrying:
        return retrying(facts);
    case VerdictKind::Starved:
        return starved(facts);
    case VerdictKind::Finishing:
        return finishing(facts, verdict);
    case VerdictKind::Server:
    case VerdictKind::Dns:
    case VerdictKind::Connecting:
    case VerdictKind::Bandwidth:
    case VerdictKind::Disk:
        return mostTimeGoesTo(facts, verdict);
    }
    Q_UNREACHABLE();
}

} // namespace

void describe(const VerdictFacts &facts, Verdict *verdict)
{
    verdict->text = sentenceOf(facts, *verdict);
    if (verdict->kind != VerdictKind::None)
        verdict->evidence = evidenceOf(facts);
}

} // namespace sluice
