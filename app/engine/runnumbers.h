// The main numbers of a kept run.
#pragma once

#include "core/error.h"
#include "core/waitreason.h"
#include "engine/keptrun.h"

#include <array>

namespace sluice {

/// From its summary where it has one; a run that ended without a word is summed up from its seconds, which do not know
/// everything: what is unknown is absent.
struct RunNumbers
{
    double wallSeconds = 0;
    double attempts = 0;
    double failedAttempts = 0;
    double bytes = 0;
    double requestsPerSecond = 0;
    std::optional<double> cpuSeconds;
    std::optional<double> peakConcurrency;
    std::optional<double> peakRssBytes;
    std::optional<double> p50; ///< ms, request to complete body
    std::optional<double> p90;
    std::optional<double> p99;
    std::array<double, errorKindCount> errors{}; ///< attempts, by ErrorKind
    std::array<double, waitReasonCount> waits{}; ///< seconds, by WaitReason
    QString verdict;                             ///< of the whole run
};

RunNumbers numbersOf(const KeptRun &run);

} // namespace sluice
