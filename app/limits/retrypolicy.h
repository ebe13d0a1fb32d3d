// The one place that decides whether a job is tried again.
#pragma once

#include "core/error.h"
#include "core/outcome.h"
#include "core/randomsource.h"
#include "limits/limitprofile.h"

#include <optional>

namespace sluice {

/// How an attempt ended.
struct Ending
{
    Outcome outcome = Outcome::Succeeded;
    std::optional<ErrorKind> error;     ///< when it failed
    int status = 0;                     ///< of the final response; 0: none came
    std::optional<Duration> retryAfter; ///< what the response asked for (parseRetryAfter)
    bool idempotent = true;             ///< sending the request twice does no harm
};

struct RetryDecision
{
    bool retry = false;
    Duration delay{}; ///< before the next attempt, when there is one
    Duration
        hostCooldown{}; ///< no request to this host for so long; may be set without a retry, for the host's other jobs
    QString reason;     ///< a sentence for a person: why again, or why not; empty after success and cancellation
};

/// `attempt` is the number of the attempt that ended, from 1, in the present round of tries. Pure but for `random`.
///
/// Tried again, as long as profile.retries allows: no connection, name not found, timeouts, a response cut short or
/// broken, and the statuses of profile.retryStatuses. Never: TLS, size, step, input, storage and our own faults, for
/// they would fail the same way; success and cancellation. A request that is not idempotent only when it cannot have
/// been acted on: no connection was made, or it was turned away with 425 or 429. The delay is a full-jitter backoff,
/// and at least what Retry-After asks for (capped by profile.retryAfterCap). 429 and 503 with Retry-After cool the host
/// for that long, retried or not; 429 without, for an equal-jitter backoff.
RetryDecision decideRetry(const Ending &ending, int attempt, const LimitProfile &profile, RandomSource &random);

} // namespace sluice
