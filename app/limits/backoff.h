// How long to pause before trying again.
#pragma once

#include "core/duration.h"
#include "core/randomsource.h"

namespace sluice {

/// min(cap, base · 2^(retry − 1)) for the retry-th retry, retry ≥ 1. Cannot overflow.
Duration backoffCeiling(Duration base, Duration cap, int retry);

/// Uniform in [0, ceiling]: spreads clients that failed together as widely as possible ("full jitter",
/// aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter).
Duration fullJitter(Duration ceiling, RandomSource &random);

/// Uniform in [ceiling / 2, ceiling]: where a pause near zero would be rude, as after 429.
Duration equalJitter(Duration ceiling, RandomSource &random);

} // namespace sluice
