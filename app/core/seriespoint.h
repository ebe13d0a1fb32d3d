// What is kept of one second of a run.
#pragma once

#include "core/error.h"
#include "core/waitreason.h"

#include <QString>

namespace sluice {

/// Milliseconds; zero when nothing was measured.
struct Quantiles
{
    double p50 = 0;
    double p90 = 0;
    double p99 = 0;

    friend bool operator==(const Quantiles &, const Quantiles &) = default;
};

struct SeriesPoint
{
    qint64 run = 0; ///< RunRecord::id; 0 in projects from before runs were kept
    WallTime second{};
    int finished = 0; ///< attempts that ended in this second
    int failed = 0;   ///< of these, not successes
    qint64 bytes = 0;
    int inFlight = 0; ///< at its end, as all numbers here that can be
    int limit = 0;
    int wanted = 0;  ///< in flight, and ready but not admitted; no more than the scheduler looks ahead
    int waiting = 0; ///< before admission, cooling hosts included
    int cpuBusy = 0; ///< computing threads in use
    int cpuSlots = 0;
    int cpuQueue = 0;     ///< bodies waiting for a computing thread
    int children = 0;     ///< child processes
    int disk = 0;         ///< files being made durable, or waiting for it
    int backlog = 0;      ///< records on their way to the project file
    double cpu = 0;       ///< processor time of the whole process per second: 1.5 is one and a half cores
    double loopLag = 0;   ///< ms, worst of the second, of the engine's event loop
    double windowLag = 0; ///< ms, the same of the window's; 0 without one
    Quantiles connecting; ///< look-up, connect and TLS together, where there was a new connection
    Quantiles firstByte;
    Quantiles body;
    Quantiles total; ///< request to complete body
    WaitTimes waits; ///< what jobs spent this second on, finished or not: 64 in flight are 64 s of it
    std::array<int, errorKindCount> errors{}; ///< attempts that failed, by ErrorKind
    QString mark;                             ///< what was changed in this second and by whom; usually empty

    friend bool operator==(const SeriesPoint &, const SeriesPoint &) = default;
};

} // namespace sluice
