// What a verdict may be drawn from.
#pragma once

#include "telemetry/verdict.h"

#include <initializer_list>
#include <utility>

namespace sluice::test {

using Spans = std::initializer_list<std::pair<WaitReason, Duration>>;

/// A minute at 64 in flight, 6 per host, 4 threads, nothing waiting.
inline VerdictInput minute(Spans spans, double meanInFlight)
{
    VerdictInput input;
    input.wall = std::chrono::minutes(1);
    input.attempts = 6'000;
    input.limit = 64;
    input.perHost = 6;
    input.threads = 4;
    input.listEnded = true;
    input.meanInFlight = meanInFlight;
    for (const auto &[reason, span] : spans)
        input.waits.add(reason, span);
    return input;
}

} // namespace sluice::test
