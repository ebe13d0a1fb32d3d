// What is kept of one second of a run.
#pragma once

#include "core/duration.h"

#include <QString>

namespace sluice {

struct SeriesPoint
{
    WallTime second{};
    int finished = 0; ///< attempts that ended in this second
    int failed = 0;   ///< of these, not successes
    qint64 bytes = 0;
    int inFlight = 0; ///< at its end
    int limit = 0;
    int cpuBusy = 0; ///< computing threads in use, at its end
    int cpuSlots = 0;
    int cpuQueue = 0;        ///< bodies waiting for a computing thread, at its end
    double firstByteP50 = 0; ///< ms
    double firstByteP99 = 0; ///< ms
    double loopLag = 0;      ///< ms, worst of the second
    QString mark;            ///< what was changed in this second and by whom; usually empty

    friend bool operator==(const SeriesPoint &, const SeriesPoint &) = default;
};

} // namespace sluice
