// How many jobs would be in flight under another limit. Private to telemetry.
#pragma once

#include "telemetry/verdictfacts.h"

namespace sluice {

/// A limit of places, and N' / N under it: no more than the new limit is of the old one, for what keeps a place empty
/// now and then does so under either.
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

/// Twice the rate. N' is reckoned for the same time each; `low` is what is left when that grows to `longer` times what
/// it is: as many start as the rate lets start while places are free, in all or on the one host there is.
PlacesForecast moreStarts(const VerdictFacts &facts, double longer);

} // namespace sluice
