// The few numbers that verdicts are drawn from and speak of. Private to telemetry.
#pragma once

#include "telemetry/timegroup.h"

namespace sluice {

double share(Duration part, Duration whole); ///< 0..1

/// Derived from an input, which must outlive it.
struct VerdictFacts
{
    explicit VerdictFacts(const VerdictInput &input);

    const VerdictInput &in;
    Duration all;       ///< jobs' time, but for pauses, their commit, and their own backoff
    Duration inFlight;  ///< of this, from admission to the attempt's end
    TimeGroup group;    ///< what most of that goes to
    double perSecond;   ///< attempts
    Duration each;      ///< in flight: nine attempts of ten are done by then; the mean where that is not known
    Duration firstByte; ///< of an attempt: the median where it is known, else the mean
    Duration body;      ///< of an attempt, mean
    Duration commit;    ///< of an attempt, mean: from its end until it was safe in the project file

    double meanOf(WaitReason reason) const; ///< jobs at it at once
    bool isFull() const;                    ///< the limit in flight, while jobs wait for it
    bool isHalfEmpty() const;               ///< at most half the places are taken
    bool noHostIsFull() const;              ///< on average: fewer are in flight than half of what any one host may have
    bool hardlyWaited() const;
    bool commitIsSlow() const;         ///< far beyond the writer's own rhythm
    bool isBackingOff() const;         ///< it is half empty, nothing waits for a limit, and most time goes to backoff
    bool engineIsBusy() const;         ///< its thread, nearly all the time
    bool computesAllTheTime() const;   ///< all computing threads are busy; nearly, where most stand in line for them
    bool mostFail() const;             ///< at least half of the attempts: how fast they do is of no use to anybody
    const HostShare *mainHost() const; ///< with four fifths of all that is in flight or waits; null: none
    /// mainHost(), when the list has nothing left but its jobs, and there were others'; else null.
    const HostShare *lastHost() const;
    /// mainHost(); else one with a limit of its own that is full, for which half of all wait who wait for a place on a
    /// host: a higher limit of all hosts would do nothing for them. Null: none.
    const HostShare *heldHost() const;
    int placesOn(const HostShare *host) const;         ///< its own limit, or that of all
    const HostShare *refusing() const;                 ///< that refuses most; null: none known
    const StepTime *heaviestStep(bool isolated) const; ///< null: none
};

} // namespace sluice
