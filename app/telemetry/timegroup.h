// What the time in flight goes to, in the few classes a person tells apart. Private to telemetry.
#pragma once

#include "telemetry/verdict.h"

namespace sluice {

struct TimeGroup
{
    VerdictKind kind; ///< the verdict that speaks for it: Server, Dns, Connecting, Bandwidth, Cpu, Disk or Engine
    Duration span;
    const char *opening; ///< "Waiting on the server:", for groupText()
    const char *share;   ///< "%1 of the time in flight is spent before the first byte", for groupText()
};

TimeGroup largestGroup(const WaitTimes &waits);

/// Translates `opening` or `share`.
QString groupText(const char *text);

} // namespace sluice
