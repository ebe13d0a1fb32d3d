// How much faster a run would be with other limits. Private to telemetry.
#pragma once

#include "telemetry/verdict.h"

namespace sluice {

/// How throughput X followed the number in flight N in this run: X ∝ Nᵏ. By Little's law (J. D. C. Little, "A Proof for
/// the Queuing Formula L = λW", Operations Research 9, 1961) X = N / W with W the time of an attempt, so k is 1 where
/// W does not depend on N, and 0 where all of N more is spent waiting.
struct Growth
{
    double low = 0.5; ///< of k. Where nothing was recorded half of it may be lost: X ∝ √N
    double high = 1;
    bool recorded = false; ///< the run has been at different N, and this is what it showed
};

/// Least squares through ln X over ln N of the recorded seconds, those at about the same N taken together by their
/// median; ±0.15, for seconds are short. Needs two levels a quarter apart with three seconds each, beyond the first
/// in which anything ended.
Growth growthOf(const std::vector<LoadSample> &history);

/// X'/X − 1 for N'/N from placesLow to placesHigh: from placesLow^k.low to placesHigh^k.high, and never more than
/// `room` times X, the most that the processor lets pass. Both ends are moved by the noise of what they are compared
/// with: 1/√attempts, at most a tenth. In steps of 5 %, outwards.
GainRange gainOf(double placesLow, double placesHigh, const Growth &growth, double room, qint64 attempts);

/// X can be so many times what it is before the engine's thread or all cores are busy all the time.
double processorRoom(const VerdictInput &input);

} // namespace sluice
