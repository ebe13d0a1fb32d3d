// What a job was at an earlier moment, by its attempts: SQL over `jobs AS j`.
#pragma once

#include "core/duration.h"

#include <string>

namespace sluice {

/// JobState as a number. Running from the start of an attempt to its end, then what the attempt left; queued before
/// the first. One look into the index of attempts a job.
std::string stateAsOf(WallTime moment);

/// A column of the attempt that had ended last by then; NULL where none had, or another was under way.
std::string endedAsOf(const char *column, WallTime moment);

/// When the last attempt began that had begun by then.
std::string startedAsOf(WallTime moment);

/// How many attempts had ended.
std::string attemptsAsOf(WallTime moment);

/// Which jobs there were: their list had been read.
std::string presentAsOf(WallTime moment);

} // namespace sluice
