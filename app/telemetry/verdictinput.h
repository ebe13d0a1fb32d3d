// What a verdict is drawn from.
#pragma once

#include "core/seriespoint.h"
#include "core/steptime.h"

#include <vector>

namespace sluice {

/// One of the busiest hosts of the stretch. Means over it.
struct HostShare
{
    QString host{};       ///< HostKey::name
    double inFlight = 0;  ///< places it had
    double waiting = 0;   ///< jobs that waited for a place on it, or as it asked
    qint64 refused = 0;   ///< attempts answered with 429 or 503
    bool cooling = false; ///< it asked for patience
    int ownLimit = 0;     ///< places on it, where it has a limit of its own; 0: that of all
};

/// One second of the run: what came out at so many in flight.
struct LoadSample
{
    double inFlight = 0;  ///< mean
    double perSecond = 0; ///< attempts, as Yield says
};

/// The run so far, or a recent stretch of it.
struct VerdictInput
{
    Duration wall{};
    WaitTimes waits; ///< what jobs spent it on, those under way included
    qint64 attempts = 0;
    qint64 failed = 0;  ///< of these, by any error, refusals included
    qint64 refused = 0; ///< of these, answered with 429 or 503
    int limit = 0;      ///< in flight, in all
    int perHost = 0;
    double ratePerSecond = 0;
    int threads = 0;
    qint64 asked = 0;             ///< attempts of the whole run so far
    qint64 accepted = 0;          ///< of these, not refused
    qint64 tooMany = 0;           ///< of these, answered with 429: it is asked too much, and not merely unable
    double acceptedPerSecond = 0; ///< the same, of the time in which it asked servers or was asked to wait
    double meanInFlight = 0;
    double meanCpuBusy = 0;   ///< computing threads in use, those that wait for a child process too
    double engineBusy = 0;    ///< share of the time the engine thread was on a processor, 0..1
    double loopLate = 0;      ///< share of the time the engine's event loop was kept from its next turn, 0..1
    double loopLagMs = 0;     ///< the worst of it at once
    QString loopBlockedBy{};  ///< the longest stretch of code that kept it, where that is known
    double cores = 0;         ///< of the machine; 0: not known
    double coresUsed = 0;     ///< by the whole process
    bool moreWaiting = false; ///< jobs waited for one of the limits, not for a pause to end
    bool importing = false;   ///< a list is still being read
    bool listEnded = false;   ///< the project has no job left to claim but those of hosts that have enough waiting
    qint64 retrying = 0;      ///< jobs that wait for their next try
    int backlog = 0;          ///< records on their way to the project file
    bool storeBehind = false; ///< so many that who hands in more has to wait
    Quantiles firstByte;      ///< zero: not known
    Quantiles total;
    double lineShare = 0; ///< of the shortest answers' time: by so much they are longer than at first, without a line
    std::vector<StepTime> steps;     ///< over the stretch
    std::vector<HostShare> hosts;    ///< the busiest few, busiest first; empty: not known
    bool severalHosts = false;       ///< the run has had more than one
    std::vector<LoadSample> history; ///< of the run so far, oldest first
};

} // namespace sluice
