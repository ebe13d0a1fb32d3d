// How much faster a run would be with other limits. Private to telemetry.
#pragma once

#include "telemetry/verdictfacts.h"

namespace sluice {

/// How throughput X follows the number in flight N: X ∝ Nᵏ. By Little's law (J. D. C. Little, "A Proof for the Queuing
/// Formula L = λW", Operations Research 9, 1961) X = N / W with W the time of an attempt, so k is 1 where W does not
/// depend on N, and 0 where all of N more is spent waiting.
struct Growth
{
    double low = 0.5; ///< of k. Where nothing is known half of it may be lost: X ∝ √N
    double high = 1;
    enum class Source {
        Nothing,
        Latencies, ///< how much attempts differ
        Line,      ///< no answer comes as soon as the first ones did
        History,   ///< the run has been at different N, and this is what it showed
    };
    Source source = Source::Nothing;

    double likely() const { return (low + high) / 2; }
};

/// Least squares through ln X over ln N of the recorded seconds, those at about the same N taken together by their
/// median; ±0.15, for seconds are short. Needs two levels a quarter apart with three seconds each, beyond the first
/// in which anything ended.
Growth growthOf(const std::vector<LoadSample> &history);

/// The share v of W that may grow as N does, 0..1; nothing where latencies are not known. It is what attempts spend in
/// Sluice's own queues (computing threads, disk, engine), and of the rest what one in ten takes longer than half of
/// them do, (p90 − p50) / p50: who stands in line waits longer or shorter, who is served at once takes his time. Equal
/// requests that a fixed number of workers does in turn wait equally long, and are not seen here: they show in
/// VerdictInput::lineShare, and in the history once there is one.
std::optional<double> queuedShare(const VerdictFacts &facts);

/// What the history shows; else, by latencies, at worst the share v of W is a line that doubles when N does:
/// W'/W = 1 − v + v·N'/N, the contention of the Universal Scalability Law (N. J. Gunther, "Guerrilla Capacity
/// Planning", 2007, chapter 4), so that k is 1 − log₂(1 + v); and at best none of it is. Where receiving takes most of
/// the time, the line may be full, and steady latencies say nothing against it: then k may be ½. And where even the
/// shortest answers take a quarter longer than they did before there was a line (a fifth of their time is more), the
/// line is never empty, and the server may be at its pace, whose X no N changes: then k may be 0. Less than that may
/// be chance, and counts as a share of W as v does.
Growth growthOf(const VerdictFacts &facts);

/// How far a count of what ended may be off by chance, as a share: two standard errors. Of renewals with a coefficient
/// of variation c it is c/√n (D. R. Cox, "Renewal Theory", 1962, chapter 3); c is taken from p50 and p90 as if
/// latencies were normal, and is 1 where they are not known. At least a twentieth, which is what a machine that does
/// other things too makes of it, and at most a tenth.
double chanceIn(const VerdictFacts &facts);

/// X'/X − 1 for N'/N from placesLow to placesHigh: from placesLow^k.low to placesHigh^k.high, and never more than
/// `room` times X, the most that the processor lets pass. Both ends are moved outwards by the share `chance`, and then
/// to steps of 5 %.
GainRange gainOf(double placesLow, double placesHigh, const Growth &growth, double room, double chance);

inline constexpr double leastChance = 0.05; ///< of chanceIn()

/// X can be so many times what it is before the engine's thread or all cores are busy all the time.
double processorRoom(const VerdictInput &input);

} // namespace sluice
