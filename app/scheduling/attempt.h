// What becomes known of one attempt while it goes on.
#pragma once

#include "core/hostkey.h"
#include "fetch/fetchtypes.h"
#include "store/storetypes.h"
#include "telemetry/runmeter.h"

namespace sluice {

struct Job;

/// Gathers the record for the store and the sample for the meter. One attempt, engine thread.
class Attempt
{
public:
    explicit Attempt(const Job &job);

    /// One hop of it has ended, well or not.
    void addHop(const QUrl &url, const FetchReport &report, WallTime now);

    /// Times it all; `spent` is from admission to now. A failure happened at `phase`.
    void finish(const Result<void> &ended, const WaitTimes &spent);
    AttemptSample sample() const;

    AttemptRecord record;                  ///< its waits are those before admission until finish() adds the rest
    WaitReason phase = WaitReason::Engine; ///< what it was at last, should it fail there
    HostKey host;                          ///< of the last hop
    std::optional<Duration> retryAfter;    ///< what the last response asked for

private:
    int m_hops = 0;
    PhaseTimings m_last; ///< of the last hop
    Duration m_latency{};
    Outcome m_outcome = Outcome::Cancelled;
};

WaitTimes spansOf(const PhaseTimings &timings);

/// Where a request failed that had got as far as `reached`.
WaitReason failurePhase(ErrorKind kind, WaitReason reached);

/// Whether a response is what was asked for: 2xx, or 304 to a conditional request; else the error to report.
Result<void> judgeStatus(const FetchRequest &request, const FetchResponse &response);

} // namespace sluice
