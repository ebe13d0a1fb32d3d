#include "telemetry/noroom.h"

#include "core/humanize.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

constexpr double refusedFrom = 0.01; // of the requests; less may be chance
constexpr qint64 oftenRefused = 10;

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::Verdict", text);
}

/// By Little's law a host has its part of the attempts as of what is in flight.
double attemptsOf(const VerdictFacts &facts, const HostShare &host)
{
    const auto all = std::max(facts.in.meanInFlight, host.inFlight);
    return all > 0 ? static_cast<double>(facts.in.attempts) * host.inFlight / all : 0;
}

QString bothLimits(const VerdictFacts &facts)
{
    return tr("Both limits are %1, in flight and per host: one alone makes no room. Raise the limit per host first, "
              "then "
              "the one in flight.")
        .arg(humanCount(facts.in.limit));
}

QString fewWait()
{
    return tr("Hardly anybody waits who could take more places.");
}

QString noMorePerHost(const VerdictFacts &facts)
{
    if (facts.in.perHost == facts.in.limit)
        return bothLimits(facts);
    const bool inFlightIsFull = facts.in.limit < worthIt * std::max(facts.in.meanInFlight, 1.0);
    return inFlightIsFull || facts.in.perHost > facts.in.limit
               ? tr("The limit in flight leaves no room for more per host.")
               : fewWait();
}

QString noMoreInFlight(const VerdictFacts &facts)
{
    const auto &in = facts.in;
    const auto now = std::max(in.meanInFlight, 1.0);
    const auto waiting = facts.meanOf(WaitReason::GlobalSlot) + facts.meanOf(WaitReason::HostSlot);
    if (now + waiting < worthIt * now)
        return fewWait();
    if (in.limit >= limitRange(LimitField::InFlight).maximum)
        return tr("The limit in flight is as high as it gets.");
    const auto *host = facts.mainHost();
    if (host && host->ownLimit > 0)
        return tr("The limit of %1 for %2 alone leaves no room for more in flight.")
            .arg(humanCount(host->ownLimit), host->host);
    return host && in.perHost == in.limit ? bothLimits(facts)
                                          : tr("The limit per host leaves no room for more in flight.");
}

} // namespace

bool isRefused(const VerdictFacts &facts)
{
    const auto &in = facts.in;
    const auto isPart = [](qint64 refused, double of) {
        return refused > 0 && static_cast<double>(refused) >= refusedFrom * of;
    };
    const auto *host = facts.refusing();
    const bool wouldGetMore = host && host->waiting > 0 && isPart(host->refused, attemptsOf(facts, *host));
    return wouldGetMore || isPart(in.refused, static_cast<double>(in.attempts)) ||
           isPart(in.asked - in.accepted, static_cast<double>(in.asked)) ||
           share(in.waits.of(WaitReason::RetryAfter), facts.all) >= refusedFrom;
}

bool isRateRefused(const VerdictFacts &facts)
{
    return isRefused(facts) || facts.in.asked - facts.in.accepted >= oftenRefused;
}

QString refusedAlready(const VerdictFacts &facts)
{
    const auto earlier = facts.in.asked - facts.in.accepted;
    const auto waited = facts.in.waits.of(WaitReason::RetryAfter);
    if (facts.in.refused == 0 && earlier > 0 && waited <= Duration::zero())
        return tr("Servers refused %1 of the %2 requests of this run: higher limits may make them refuse again.")
            .arg(humanCount(earlier), humanCount(facts.in.asked));
    if (facts.in.refused == 0)
        return tr("A server asked for patience already: higher limits would make it refuse more.");
    return tr("A server refuses some requests already (%1 of %2): higher limits would make it refuse more.")
        .arg(humanCount(facts.in.refused), humanCount(facts.in.attempts));
}

bool isInVain(const VerdictFacts &facts)
{
    return facts.mostFail() && facts.in.refused * 2 < facts.in.failed;
}

QString inVain(const VerdictFacts &facts)
{
    return tr("%1 of %2 attempts failed: look at why (page Failures, or sluice-cli failures) before raising a limit.")
        .arg(humanCount(facts.in.failed), humanCount(facts.in.attempts));
}

QString noMorePlaces(const VerdictFacts &facts, LimitField field, const PlacesForecast &forecast, const Growth &growth)
{
    if (processorRoom(facts.in) < worthIt)
        return processorIsFull();
    if (growth.likely() < 0.2)
        return tr("More at once did not make this run faster so far.");
    if (forecast.high >= worthIt)
        return tr("More at once would hardly make this run faster.");
    return field == LimitField::PerHost ? noMorePerHost(facts) : noMoreInFlight(facts);
}

QString noHigherRate(const VerdictFacts &facts)
{
    if (processorRoom(facts.in) < worthIt)
        return processorIsFull();
    const auto *host = facts.mainHost();
    return host && facts.placesOn(host) < facts.in.limit ? tr("The limit per host leaves no room for a higher rate.")
                                                         : tr("The limit in flight leaves no room for a higher rate.");
}

QString processorIsFull()
{
    return tr("The processor has no room for more.");
}

} // namespace sluice
