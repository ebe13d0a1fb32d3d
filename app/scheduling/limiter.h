// Who may start now: the only queue in front of the network.
#pragma once

#include "async/canceltoken.h"
#include "core/clock.h"
#include "core/hostkey.h"
#include "core/hostrow.h"
#include "limits/hostrule.h"
#include "limits/limitprofile.h"
#include "scheduling/permit.h"

#include <QCoroTask>

#include <memory>
#include <vector>

namespace sluice {

/// Grants permits under three limits at once: places in all, places per host, and starts per second. Hosts take
/// turns, and within a host the order of arrival holds, so a slow or cooling host never keeps another one waiting.
/// Limits may change at any moment: raised, waiters go on; lowered, holders finish and nobody is admitted until
/// enough have come back.
///
/// Engine thread only. Must outlive its permits; before it goes, every waiter must have been cancelled or admitted.
class Limiter
{
public:
    explicit Limiter(Clock *clock);
    ~Limiter();

    void setLimits(const LimitProfile &profile);
    /// What holds for single hosts. A paused one lets nobody in, whoever waits for it keeps its place in line; the
    /// others go on.
    void setHostRules(const HostRules &rules);

    /// Suspends until a place is free; an empty permit means the token was cancelled. `Ahead` goes before the
    /// others of its host: for a job that already was in flight and moves on to another host.
    enum class Turn { InOrder, Ahead };
    QCoro::Task<Permit> acquire(HostKey host, CancelToken token, Turn turn = Turn::InOrder);

    /// Admits nobody on that host for so long (Retry-After, backoff); a longer pause in force stays.
    void coolDown(const HostKey &host, Duration pause);

    /// False: admits nobody at all (a pause); nobody loses a place in line.
    void setAdmitting(bool admitting);

    int limit() const;
    int perHost() const;
    int inFlight() const;
    double startsLeft() const; ///< that the rate allows at once; 0 without a rate
    int waiting() const;
    /// Of these, not held back by a host that cools or is paused.
    int waitingToStart() const;
    /// Somebody waits, and its limits are why: not a pause, nor a host that cools or is paused.
    bool isHoldingBack() const;
    int waitingFor(const HostKey &host) const;
    /// Time waited so far by all, those who still wait included, by what held them back.
    WaitTimes waited() const;
    /// Hosts that have at least `enough` waiting: it would be of no use to claim more for them.
    std::vector<HostKey> crowdedHosts(int enough) const;
    /// Somebody is in flight there, or waits for it.
    bool isBusy(const HostKey &host) const;
    /// The hosts that are busy or cool, with what is the case there now; limits and pauses are in their rules.
    std::vector<HostRow> hosts() const;

private:
    friend class Permit;
    struct Private;
    void release(const HostKey &host);
    std::unique_ptr<Private> d;
};

} // namespace sluice
