// What the window and the progress line need to know about a run, as one value.
#pragma once

#include "core/seriespoint.h"
#include "engine/runstate.h"
#include "limits/limitprofile.h"
#include "store/storetypes.h"
#include "telemetry/verdict.h"

#include <optional>

namespace sluice {

struct Snapshot
{
    RunState state = RunState::Idle;
    qint64 run = 0; ///< RunRecord::id of the run under way; 0: none
    /// Set by whoever looks at an earlier moment: everything here is as of then.
    std::optional<WallTime> asOf;
    QString pausedBecause; ///< a sentence when something other than the user paused the run (disk full)
    StateCounts counts;
    int inFlight = 0;
    int limit = 0;
    int cpuBusy = 0;
    int cpuSlots = 0;
    int cpuQueue = 0;             ///< bodies waiting for a computing thread
    int cpuBatch = 1;             ///< bodies a thread takes at a time
    int children = 0;             ///< child processes of isolated steps
    int backlog = 0;              ///< results on their way to the disk
    double requestsPerSecond = 0; ///< over the last few seconds
    double bytesPerSecond = 0;
    double loopLagMs = 0; ///< worst of the last second
    Duration elapsed{};
    qint64 revision = 0; ///< grows whenever a job's row may have changed
    Verdict verdict;
    std::vector<StepTime> steps;     ///< what each step of the recipe took so far
    std::vector<SeriesPoint> recent; ///< the last two minutes, oldest first, one point a second
};

} // namespace sluice
