// The waiters for one host and what that host has in flight.
#pragma once

#include "async/completion.h"
#include "core/clock.h"
#include "core/hostkey.h"
#include "scheduling/waitledger.h"

#include <deque>
#include <memory>

namespace sluice {

/// One coroutine waiting in a HostLine.
struct LineWaiter
{
    explicit LineWaiter(Completer<bool> bringsTurn) : turn(std::move(bringsTurn)) {}

    Completer<bool> turn;
    bool decided = false; ///< admitted or cancelled, though its coroutine may not have resumed yet
    TimePoint since;
    WaitTimes hostBefore; ///< the line's ledger when it joined
    Duration rateBefore{};
    Duration pausedBefore{};
};

/// A host as the limiter sees it. Private to scheduling; engine thread only.
struct HostLine
{
    HostLine(HostKey name, TimePoint now) : host(std::move(name)), ledger(now) {}

    HostKey host;
    std::deque<std::shared_ptr<LineWaiter>> waiters; ///< cancelled ones stay until they reach the front
    int waiting = 0;                                 ///< waiters not decided
    int inFlight = 0;
    bool inTurn = false;         ///< stands in the limiter's ring
    std::optional<int> ownLimit; ///< by its rule
    bool paused = false;         ///< by its rule
    std::optional<TimePoint> coolUntil;
    std::unique_ptr<ClockTimer> coolTimer;
    WaitLedger ledger; ///< HostSlot or RetryAfter; nothing while only common limits hold it back

    /// Whoever waits for it waits for something other than a place.
    bool isHeld() const { return paused || coolUntil; }
    bool isIdle() const { return waiters.empty() && inFlight == 0 && !coolUntil; }

    std::shared_ptr<LineWaiter> takeFirst()
    {
        while (!waiters.empty()) {
            auto waiter = std::move(waiters.front());
            waiters.pop_front();
            if (!waiter->decided)
                return waiter;
        }
        return nullptr;
    }
};

} // namespace sluice
