// What this process takes from the machine.
#pragma once

#include "core/duration.h"

#include <QtGlobal>

namespace sluice {

/// User and system time of all threads since the process began, and of the child processes that have ended. Cheap: two
/// system calls.
Duration processCpuTime();

/// The same of the calling thread alone.
Duration threadCpuTime();

/// Bytes of physical memory. Zero where the system does not tell.
struct MemoryUse
{
    qint64 resident = 0; ///< now
    qint64 peak = 0;     ///< the most there ever was in this process
};

/// Reads a file of the system; for once a second, not for once a job.
MemoryUse memoryUse();

} // namespace sluice
