// How many jobs would be in flight under another limit. Private to telemetry.
#pragma once

#include "telemetry/verdictfacts.h"

namespace sluice {

/// A limit of places, and N' / N under it.
struct PlacesForecast
{
    double to = 0;
    double low = 1;
    double high = 1;
};

/// Twice the limit in flight, or what hosts' own limits let use of it. No more places are taken than jobs wait for
/// them; where the hosts are not known, half of these may find theirs full.
PlacesForecast moreInFlight(const VerdictFacts &facts);

/// Twice the limit per host: every host that is full may take as many more as wait for it, until the limit in flight
/// is full. Where the hosts are not known, one may be full, or all.
PlacesForecast morePerHost(const VerdictFacts &facts);

} // namespace sluice
