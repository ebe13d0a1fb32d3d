// What holds the run back, in one sentence.
#pragma once

#include "core/waitreason.h"

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
    double engineBusy = 0;    ///< share of the time the engine thread was on a processor, 0..1
    bool moreWaiting = false; ///< jobs were ready that had not been admitted
};

enum class VerdictKind {
    None,       ///< too little to tell
    Engine,     ///< Sluice's own engine thread has no time left
    Server,     ///< waiting for first bytes
    Connecting, ///< look-up, connect, TLS
    Bandwidth,  ///< receiving
    OwnLimit,   ///< the limit in flight is full and jobs wait for it
    HostLimit,  ///< the limit per host
    Rate,       ///< the rate
    Cooling,    ///< hosts that asked for patience
    Cpu,        ///< computing
    Disk,       ///< writing
    Finishing,  ///< nothing waits, and places are free
};

struct Verdict
{
    VerdictKind kind = VerdictKind::None;
    QString text; ///< translated, for a person, with its evidence
};

/// "none", "server", "own-limit", ...: in summaries. Never translated.
QLatin1StringView verdictKindName(VerdictKind kind);

/// Pure. The first that holds: too little to tell · the engine thread is busy · computing threads are busy and most
/// time in flight goes there · the limit in flight is full · a wait before admission takes a fifth of all time ·
/// nothing waits · whatever takes most of the time in flight. It says what holds, never by how much another limit would
/// help.
Verdict judge(const VerdictInput &input);

} // namespace sluice
