// What a job spends its time on: the named spans of an attempt's life.
#pragma once

#include "core/duration.h"

#include <QString>

#include <array>
#include <optional>

namespace sluice {

enum class WaitReason : quint8 {
    Backoff,    ///< its own pause before another attempt
    RetryAfter, ///< the host asked for patience (Retry-After), or was given some after a 429
    Paused,     ///< the user lets nobody start
    GlobalSlot, ///< a free place among all
    HostSlot,   ///< a free place on this host
    Rate,       ///< the next start that the rate allows
    Dns,
    Connect,
    Tls,
    FirstByte,
    Body,
    CpuQueue, ///< a free computing thread
    CpuRun,   ///< computing
    Child,    ///< a child process is at work on it
    Disk,     ///< making the kept file durable
    Engine,   ///< what it waited for has come, but Sluice's own thread has not got round to it
    Commit,   ///< recorded, not yet safe in the project file
};
inline constexpr size_t waitReasonCount = 17;

inline constexpr std::array allWaitReasons{
    WaitReason::Backoff, WaitReason::RetryAfter, WaitReason::Paused,  WaitReason::GlobalSlot, WaitReason::HostSlot,
    WaitReason::Rate,    WaitReason::Dns,        WaitReason::Connect, WaitReason::Tls,        WaitReason::FirstByte,
    WaitReason::Body,    WaitReason::CpuQueue,   WaitReason::CpuRun,  WaitReason::Child,      WaitReason::Disk,
    WaitReason::Engine,  WaitReason::Commit};
static_assert(allWaitReasons.size() == waitReasonCount);

/// Before admission: the job holds no place yet.
constexpr bool isBeforeAdmission(WaitReason reason)
{
    return reason <= WaitReason::Rate;
}

/// From admission to the end of the attempt.
constexpr bool isInFlight(WaitReason reason)
{
    return !isBeforeAdmission(reason) && reason != WaitReason::Commit;
}

/// "global-slot", "first-byte", ...: in summaries, exports and project files. Never translated.
QLatin1StringView waitReasonName(WaitReason reason);
std::optional<WaitReason> waitReasonFromName(QStringView name);

/// "waiting for the first byte": translated, for legends, tables and sentences.
QString waitReasonLabel(WaitReason reason);

/// Time by reason: of one attempt, or summed over many.
class WaitTimes
{
public:
    void add(WaitReason reason, Duration span) { m_spans[static_cast<size_t>(reason)] += span; }
    Duration of(WaitReason reason) const { return m_spans[static_cast<size_t>(reason)]; }
    Duration total() const;
    Duration inFlight() const;       ///< from admission to the attempt's end
    WaitTimes withoutCommit() const; ///< of jobs: records go to the project file by themselves, nobody waits for it
    WaitTimes &operator+=(const WaitTimes &other);
    friend WaitTimes operator-(WaitTimes left, const WaitTimes &right);
    friend bool operator==(const WaitTimes &, const WaitTimes &) = default;

private:
    std::array<Duration, waitReasonCount> m_spans{};
};

} // namespace sluice
