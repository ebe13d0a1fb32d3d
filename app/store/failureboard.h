// The failures of a project in groups.
#pragma once

#include "core/duration.h"
#include "core/ids.h"
#include "store/failurekey.h"

#include <array>
#include <optional>
#include <vector>

namespace sluice {

inline constexpr size_t trendSlices = 10;

struct FailureExample
{
    JobId job{};
    QString url;
    QString error;
};

struct FailingHost
{
    QString name; ///< HostKey::name
    qint64 count = 0;
};

struct FailureCluster
{
    FailureKey key; ///< host is empty unless the board was asked for by host
    bool ignored = false;
    qint64 count = 0;
    WallTime firstSeen{}; ///< the end of an attempt
    WallTime lastSeen{};
    /// Failures in ten equal slices of the time from FailureBoard::from to its end, which is the same for all.
    std::array<qint64, trendSlices> trend{};
    qint64 hosts = 0;                     ///< how many; counted up to mostCountedHosts
    std::vector<FailingHost> top;         ///< those with the most failures, at most ten, among the hosts counted
    std::vector<FailureExample> examples; ///< three, those with the lowest numbers
};

inline constexpr qint64 mostCountedHosts = 1000;

/// [from, to)
struct TimeStretch
{
    WallTime from{};
    WallTime to{};

    friend bool operator==(const TimeStretch &, const TimeStretch &) = default;
};

struct FailureQuery
{
    bool byHost = false;               ///< one group per host, or one over all
    std::vector<FailureKey> ignored{}; ///< failures of these make groups of their own, marked; an empty host is any
    size_t most = 500;                 ///< groups
    /// Attempts that ended in it and left their job failed, whatever became of the job since; nothing: the jobs that
    /// are failed now.
    std::optional<TimeStretch> during{};

    friend bool operator==(const FailureQuery &, const FailureQuery &) = default;
};

/// Only what failed in the end: jobs that are still being tried are not here.
struct FailureBoard
{
    std::vector<FailureCluster> clusters; ///< the largest first
    qint64 failures = 0;                  ///< all of them
    qint64 ignored = 0;                   ///< of these
    /// In no group shown: there were more groups than asked for. A group may then be larger than it says, by some of
    /// these: it was dropped while it was small, and came again.
    qint64 other = 0;
    WallTime from{}; ///< the first and the last failure
    WallTime to{};
    FailureQuery asked{}; ///< what this answers
};

} // namespace sluice
