// Why a limit that holds is not to be raised, in words. Private to telemetry.
#pragma once

#include "telemetry/gain.h"
#include "telemetry/places.h"

namespace sluice {

inline constexpr double worthIt = 1.10; ///< times as much, from which on a change is proposed

/// More requests would go to a server that refuses. A few refusals among many may be chance: it takes one in a hundred
/// of all requests, or of those to a host that would get more, or a hundredth of the time spent waiting as one asked;
/// or one in a hundred over the whole run, for what ended refusals may be that a limit was lowered.
bool isRefused(const VerdictFacts &facts);
/// So is a rate not to be raised; and as rates are what servers mostly refuse for, ten in the whole run are enough.
bool isRateRefused(const VerdictFacts &facts);
QString refusedAlready(const VerdictFacts &facts);

/// At least half of the attempts failed, mostly otherwise than by being refused.
bool isInVain(const VerdictFacts &facts);
QString inVain(const VerdictFacts &facts);

/// The limit in flight, or per host, would give less than worthIt.
QString noMorePlaces(const VerdictFacts &facts, LimitField field, const PlacesForecast &forecast, const Growth &growth);
/// So would the rate.
QString noHigherRate(const VerdictFacts &facts);
QString processorIsFull();

} // namespace sluice
