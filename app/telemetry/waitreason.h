// What a job spends its time on: the named spans of an attempt's life.
#pragma once

#include "core/duration.h"

#include <QString>

#include <array>

namespace sluice {

enum class WaitReason : quint8 {
    GlobalSlot, ///< a free place among all
    HostSlot,   ///< a free place on this host
    Rate,       ///< the next start that the rate allows
    Cooling,    ///< the host asked for patience (Retry-After) or was given some
    Dns,
    Connect,
    Tls,
    FirstByte,
    Body,
    CpuQueue, ///< a free computing thread
    CpuRun,   ///< computing
    Disk,     ///< making the kept file durable
};
inline constexpr size_t waitReasonCount = 12;

inline constexpr std::array allWaitReasons{WaitReason::GlobalSlot, WaitReason::HostSlot,  WaitReason::Rate,
                                           WaitReason::Cooling,    WaitReason::Dns,       WaitReason::Connect,
                                           WaitReason::Tls,        WaitReason::FirstByte, WaitReason::Body,
                                           WaitReason::CpuQueue,   WaitReason::CpuRun,    WaitReason::Disk};
static_assert(allWaitReasons.size() == waitReasonCount);

/// Before admission: the job holds no place yet. All other reasons are time in flight.
constexpr bool isBeforeAdmission(WaitReason reason)
{
    return reason <= WaitReason::Cooling;
}

/// "global-slot", "first-byte", ...: in summaries, exports and project files. Never translated.
QLatin1StringView waitReasonName(WaitReason reason);

/// "waiting for the first byte": translated, for legends, tables and sentences.
QString waitReasonLabel(WaitReason reason);

/// Time by reason: of one attempt, or summed over many.
class WaitTimes
{
public:
    void add(WaitReason reason, Duration span) { m_spans[static_cast<size_t>(reason)] += span; }
    Duration of(WaitReason reason) const { return m_spans[static_cast<size_t>(reason)]; }
    Duration total() const;
    Duration inFlight() const; ///< without what comes before admission
    WaitTimes &operator+=(const WaitTimes &other);
    friend WaitTimes operator-(WaitTimes left, const WaitTimes &right);
    friend bool operator==(const WaitTimes &, const WaitTimes &) = default;

private:
    std::array<Duration, waitReasonCount> m_spans{};
};

} // namespace sluice
