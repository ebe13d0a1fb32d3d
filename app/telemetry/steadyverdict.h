// The verdict as it is shown: not another one every second.
#pragma once

#include "core/duration.h"
#include "telemetry/verdict.h"

namespace sluice {

/// Holds on to a verdict until another one has been reached for `patience` without interruption. Of the same class and
/// culprits, the newest one is shown at once: only its numbers are others. What says too little to tell gives way to
/// any other at once, and replaces another only like any other. Not thread-safe.
class SteadyVerdict
{
public:
    explicit SteadyVerdict(Duration patience = std::chrono::seconds(3)) : m_patience(patience) {}

    const Verdict &take(const Verdict &fresh, TimePoint now);
    const Verdict &shown() const { return m_shown; }

private:
    Duration m_patience;
    Verdict m_shown;
    Verdict m_candidate;
    std::optional<TimePoint> m_candidateSince;
};

} // namespace sluice
