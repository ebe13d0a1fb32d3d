// Seventeen reasons to wait are too many colours: the eight that a person can tell apart.
#pragma once

#include "core/waitreason.h"

#include <QString>

#include <vector>

namespace sluice {

struct WaitBand
{
    QString name;
    QString column; ///< in tables and files
    std::vector<WaitReason> reasons;

    /// In seconds.
    double of(const WaitTimes &waits) const;
};

inline constexpr size_t waitBandCount = 8;

/// In the order of a job's life; every reason is in exactly one, but for Commit: the job is over then, and its record
/// waits for the others of its commit. In a run of quick answers that would hide all else.
const std::vector<WaitBand> &waitBands();
/// "Held back: pausing before another attempt, ...": a line for each band of more than one reason.
QString waitBandsExplained();

/// The largest wait before admission, if there was any: what keeps the number in flight below what is wanted.
std::optional<WaitReason> largestBeforeAdmission(const WaitTimes &waits);

} // namespace sluice
