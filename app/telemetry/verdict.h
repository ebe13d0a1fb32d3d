// What holds the run back, in one sentence.
#pragma once

#include "telemetry/waitreason.h"

#include <QString>

namespace sluice {

/// What the verdict is drawn from: the run so far, or a recent stretch of it.
struct VerdictInput
{
    Duration wall{};
    WaitTimes waits;
    qint64 attempts = 0;
    int limit = 0; ///< in flight, in all
    int perHost = 0;
    double ratePerSecond = 0;
    int threads = 0;
    double meanInFlight = 0;
    double meanCpuBusy = 0;   ///< computing threads in use
    bool moreWaiting = false; ///< jobs were ready that had not been admitted
};

enum class VerdictKind {
    None,
    Server,
    Connecting,
    Bandwidth,
    OwnLimit,
    HostLimit,
    Rate,
    Cooling,
    Cpu,
    Disk,
    Finishing
};

struct Verdict
{
    VerdictKind kind = VerdictKind::None;
    QString text; ///< translated, for a person, with its evidence
};

/// "none", "server", "own-limit", ...: in summaries. Never translated.
QLatin1StringView verdictKindName(VerdictKind kind);

/// Pure.
Verdict judge(const VerdictInput &input);

} // namespace sluice
