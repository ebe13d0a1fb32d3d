// What a job spends its time on: the named spans of an attempt's life.
#pragma once

#include "core/duration.h"

#include <QLatin1StringView>

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

/// "global-slot", "first-byte", ...: in summaries, exports and project files. Never translated.
QLatin1StringView waitReasonName(WaitReason reason);

/// Time by reason: of one attempt, or summed over many.
class WaitTimes
{
public:
    void add(WaitReason reason, Duration span) { m_spans[static_cast<size_t>(reason)] += span; }
    Duration of(WaitReason reason) const { return m_spans[static_cast<size_t>(reason)]; }
    Duration total() const;
    WaitTimes &operator+=(const WaitTimes &other);
    friend WaitTimes operator-(WaitTimes left, const WaitTimes &right);
    friend bool operator==(const WaitTimes &, const WaitTimes &) = default;

private:
    std::array<Duration, waitReasonCount> m_spans{};
};

} // namespace sluice
