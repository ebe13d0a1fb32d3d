#include "telemetry/remedy.h"

#include "core/humanize.h"
#include "telemetry/noroom.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice {

namespace {

constexpr double mayBeNothing = 0.10; // at the low end
constexpr Growth startsSetThePace{1, 1, Growth::Source::Nothing};

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::Verdict", text);
}

QString shouldGive(const LimitChange &change, const GainRange &gain)
{
    if (gain.low < mayBeNothing) {
        return tr("%1 should give %2: it may bring nothing, if the line is at the server.")
            .arg(changeText(change), gainText(gain));
    }
    return tr("%1 should give %2.").arg(changeText(change), gainText(gain));
}

/// Whether the time each takes grows with the number in flight.
QString howItGrows(const Growth &growth, double lineShare)
{
    switch (growth.source) {
    case Growth::Source::Line:
        return tr("The shortest answers take longer than the first did, which found nobody in line: %1 of their time "
                  "is more. The server may be at its pace, and the low end supposes that whatever is added only waits.")
            .arg(humanPercent(lineShare));
    case Growth::Source::History:
        return tr("How that time grew with the number in flight in this run is reckoned with.");
    case Growth::Source::Latencies:
        return tr("This run has not shown yet whether that time grows with the number in flight: the low end supposes "
                  "that %1 of it is spent in line, and doubles with it.")
            .arg(humanPercent(std::exp2(1 - growth.low) - 1));
    case Growth::Source::Nothing:
        return tr("This run has not shown yet whether that time grows with the number in flight: the low end supposes "
                  "that throughput grows with its square root only.");
    }
    Q_UNREACHABLE();
}

QString reckoned(const VerdictFacts &facts, const PlacesForecast &forecast, const Growth &growth)
{
    const auto now = facts.in.meanInFlight;
    const auto each = facts.perSecond > 0 ? now / facts.perSecond : 0;
    auto text =
        tr("Throughput is what is in flight, divided by the time each takes (Little's law): %1 ÷ %2 = %3. With %4 "
           "in flight for the same time each, it would be %5.")
            .arg(humanNumber(now), humanDuration(Duration(std::llround(each * 1e6))), humanRate(facts.perSecond),
                 humanNumber(now * forecast.high), humanRate(facts.perSecond * forecast.high));
    text += QLatin1Char(' ') + howItGrows(growth, facts.in.lineShare);
    text += QLatin1Char(' ') +
            tr("Both ends allow for chance: %1 attempts were counted.").arg(humanCount(facts.in.attempts));
    if (forecast.low < forecast.high)
        text += QLatin1Char(' ') + tr("At the low end, only some of the places find a job that may take them.");
    return text;
}

/// A host's own limit is not among those that one click changes.
QString raiseItsOwn(const HostShare &host)
{
    return tr("A higher limit of its own for %1 than %2 would help, if it takes more (page Hosts, or --host-limit).")
        .arg(host.host, humanCount(host.ownLimit));
}

/// More places, of one limit or the other.
void raisePlaces(const VerdictFacts &facts, LimitField field, Verdict *verdict)
{
    const auto &in = facts.in;
    const bool perHost = field == LimitField::PerHost;
    const auto forecast = perHost ? morePerHost(facts) : moreInFlight(facts);
    const auto growth = growthOf(facts);
    const auto room = processorRoom(in);
    const auto *host = facts.heldHost();
    if (isRefused(facts)) {
        verdict->remedy = refusedAlready(facts);
        return;
    }
    if (perHost && host && host->ownLimit > 0) {
        verdict->remedy = raiseItsOwn(*host);
        return;
    }
    const LimitChange change{field, double(perHost ? in.perHost : in.limit), forecast.to};
    if (change.to <= change.from || std::min(std::pow(forecast.high, growth.likely()), room) < worthIt) {
        verdict->remedy = noMorePlaces(facts, field, forecast, growth);
        return;
    }
    verdict->change = change;
    verdict->gain = gainOf(forecast.low, forecast.high, growth, room, chanceIn(facts));
    verdict->remedy = shouldGive(change, *verdict->gain);
    verdict->reckoning = reckoned(facts, forecast, growth);
    if (room < std::pow(forecast.high, growth.high))
        verdict->reckoning += QLatin1Char(' ') + tr("The high end is where the processor has no more to give.");
    verdict->alternatives.append(tr("Leave it: the run goes on at %1.").arg(humanRate(facts.perSecond)));
    if (perHost)
        verdict->alternatives.append(tr("Add addresses of other hosts: each has places of its own."));
}

void raiseRate(const VerdictFacts &facts, Verdict *verdict)
{
    const auto &in = facts.in;
    const auto longer = std::exp2(1 - growthOf(facts).low); // at worst, with twice as many in flight
    const auto forecast = moreStarts(facts, longer);
    const auto room = processorRoom(in);
    if (isRateRefused(facts)) {
        verdict->remedy = refusedAlready(facts);
        return;
    }
    if (std::min(forecast.high, room) < worthIt) {
        verdict->remedy = noHigherRate(facts);
        return;
    }
    const LimitChange change{LimitField::RatePerSecond, in.ratePerSecond, forecast.to};
    // As many end as start, however long each takes; and starts are not left to chance.
    verdict->change = change;
    verdict->gain = gainOf(forecast.low, forecast.high, startsSetThePace, room, leastChance);
    verdict->remedy = tr("%1 should give %2, if its servers allow more: the rate may be a promise to them.")
                          .arg(changeText(change), gainText(*verdict->gain));
    verdict->reckoning =
        tr("As many start as the rate lets start, as long as places are free: taken are %1 of %2. A rate of %3 would "
           "take up twice as many, if each takes as long as now.")
            .arg(humanNumber(in.meanInFlight), humanCount(in.limit), humanRate(change.to));
    verdict->alternatives.append(tr("Leave it, if the rate is what the servers allow."));
}

void raiseThreads(const VerdictFacts &facts, Verdict *verdict)
{
    const auto &in = facts.in;
    const LimitChange change{LimitField::Threads, double(in.threads),
                             std::floor(std::min(2.0 * in.threads, in.cores - 1))};
    const auto factor = change.to / change.from;
    const auto room = processorRoom(in);
    if (std::min(factor, room) < worthIt) {
        verdict->remedy = processorIsFull();
        return;
    }
    verdict->change = change;
    verdict->gain = gainOf(factor, factor, {}, room, chanceIn(facts));
    verdict->remedy = shouldGive(change, *verdict->gain);
    verdict->reckoning =
        tr("All %1 threads compute all the time, and %2 of %3 processor cores are in use: more threads "
           "compute as much more, until fetching or the cores set the pace.")
            .arg(humanCount(in.threads), humanNumber(in.coresUsed), humanNumber(in.cores));
}

/// What it says of the pace would be of no use where nothing comes out.
bool isOfThePace(VerdictKind kind)
{
    constexpr std::array kinds{VerdictKind::Server,    VerdictKind::Dns,        VerdictKind::Connecting,
                               VerdictKind::Bandwidth, VerdictKind::OwnLimit,   VerdictKind::HostLimit,
                               VerdictKind::Rate,      VerdictKind::ThreadLimit};
    return std::ranges::count(kinds, kind) > 0;
}

} // namespace

void propose(const VerdictFacts &facts, Verdict *verdict)
{
    if (isOfThePace(verdict->kind) && isInVain(facts)) {
        verdict->remedy = inVain(facts);
        return;
    }
    switch (verdict->kind) {
    case VerdictKind::None:
        return;
    case VerdictKind::Engine:
        verdict->remedy =
            tr("Higher limits would not help. Fewer requests for the same results would: list the addresses that "
               "redirects lead to.");
        return;
    case VerdictKind::Blocked:
        verdict->remedy = tr("No limit helps against that: the page of tasks says what ran for so long.");
        return;
    case VerdictKind::Server:
    case VerdictKind::Bandwidth:
        if (verdict->limit)
            raisePlaces(facts, *verdict->limit, verdict);
        else
            verdict->remedy = tr("None of your limits holds it back.");
        return;
    case VerdictKind::OwnLimit:
    case VerdictKind::HostLimit:
        raisePlaces(facts, *verdict->limit, verdict);
        return;
    case VerdictKind::Rate:
        raiseRate(facts, verdict);
        return;
    case VerdictKind::ThreadLimit:
        raiseThreads(facts, verdict);
        return;
    case VerdictKind::Cooling:
        spareServer(facts, verdict);
        return;
    case VerdictKind::Dns:
        verdict->remedy = tr("A name server nearby, or one that remembers answers, would help.");
        return;
    case VerdictKind::Connecting:
        verdict->remedy =
            tr("Connections that the server keeps open would help: fewer hosts at a time use each more often.");
        return;
    case VerdictKind::Cpu:
    case VerdictKind::Child:
        verdict->remedy =
            tr("More in flight would not help. Lighter options of that step would, or more processor cores.");
        return;
    case VerdictKind::Disk:
        verdict->remedy = tr("Another disk for the results would help, or keeping less of them.");
        return;
    case VerdictKind::Store:
        verdict->remedy = tr("A faster disk for the project file would help.");
        return;
    case VerdictKind::Retrying:
        verdict->remedy = tr("More places would not help: the failures say why attempts fail. How long jobs pause "
                             "before they try again is the backoff among your limits.");
        return;
    case VerdictKind::Starved:
        verdict->remedy = tr("None of your limits holds it back: there is nothing more to start.");
        return;
    case VerdictKind::Finishing:
        verdict->remedy = facts.in.retrying > 0
                              ? tr("None of your limits holds it back: what else is left waits for its next try.")
                              : tr("None of your limits holds it back: there is nothing more to start.");
        return;
    }
}

} // namespace sluice
