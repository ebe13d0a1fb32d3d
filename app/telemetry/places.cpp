#include "telemetry/places.h"

#include "core/hostkey.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

constexpr double wellKnown = 0.9; // of what is in flight, at hosts we have the numbers of

bool knowsHosts(const VerdictFacts &facts)
{
    double sum = 0;
    for (const auto &host : facts.in.hosts)
        sum += host.inFlight;
    return !facts.in.hosts.empty() && sum >= wellKnown * facts.in.meanInFlight;
}

double doubled(LimitField field, double value)
{
    return std::min(2 * value, limitRange(field).maximum);
}

/// In flight if every host could take what waits for it, up to so many each.
double takenUnder(const VerdictFacts &facts, double perHost)
{
    double taken = 0;
    for (const auto &host : facts.in.hosts) {
        const auto wanted = host.inFlight + host.waiting;
        const auto places = host.ownLimit > 0 ? host.ownLimit : perHost;
        taken += HostKey{host.host}.isLocal() ? wanted : std::min(wanted, std::max(places, host.inFlight));
    }
    return taken;
}

/// By how much more at most.
void bound(PlacesForecast *forecast, double from)
{
    if (from <= 0)
        return;
    forecast->high = std::min(forecast->high, forecast->to / from);
    forecast->low = std::min(forecast->low, forecast->high);
}

} // namespace

PlacesForecast moreInFlight(const VerdictFacts &facts)
{
    const auto &in = facts.in;
    const auto now = std::max(in.meanInFlight, 1.0);
    auto most = std::min(doubled(LimitField::InFlight, in.limit), now + facts.meanOf(WaitReason::GlobalSlot));
    PlacesForecast forecast;
    if (knowsHosts(facts)) {
        most = std::min(most, std::max(now, takenUnder(facts, in.perHost)));
        forecast.low = most / now;
    } else {
        forecast.low = (now + (most - now) / 2) / now;
    }
    forecast.high = most / now;
    forecast.to =
        std::floor(std::min(doubled(LimitField::InFlight, in.limit), std::max<double>(std::ceil(most), in.limit)));
    bound(&forecast, in.limit);
    return forecast;
}

PlacesForecast morePerHost(const VerdictFacts &facts)
{
    const auto &in = facts.in;
    const auto now = std::max(in.meanInFlight, 1.0);
    PlacesForecast forecast;
    forecast.to = std::min<double>(doubled(LimitField::PerHost, in.perHost), std::max(in.limit, in.perHost));
    if (knowsHosts(facts)) {
        const auto most = std::min<double>(takenUnder(facts, forecast.to), in.limit);
        forecast.low = forecast.high = std::max(now, most) / now;
        bound(&forecast, in.perHost);
        return forecast;
    }
    const auto wanted = now + facts.meanOf(WaitReason::HostSlot);
    const auto one = std::min<double>({now + forecast.to - in.perHost, wanted, double(in.limit)});
    const auto all = std::min<double>({now * forecast.to / in.perHost, wanted, double(in.limit)});
    forecast.low = std::max(now, std::min(one, all)) / now;
    forecast.high = std::max(now, all) / now;
    return forecast;
}

PlacesForecast moreStarts(const VerdictFacts &facts, double longer)
{
    const auto &in = facts.in;
    const auto *host = facts.mainHost();
    const bool anyPlace = !host || HostKey{host->host}.isLocal();
    const double places = anyPlace ? in.limit : std::min(in.limit, host->ownLimit > 0 ? host->ownLimit : in.perHost);
    const auto room = places / std::max(in.meanInFlight, 0.01); // Little's law: so many starts take up all places
    PlacesForecast forecast;
    forecast.to = doubled(LimitField::RatePerSecond, in.ratePerSecond);
    forecast.high = std::clamp(room, 1.0, in.ratePerSecond > 0 ? forecast.to / in.ratePerSecond : 1.0);
    forecast.low = std::clamp(room / longer, 1.0, forecast.high);
    return forecast;
}

} // namespace sluice
