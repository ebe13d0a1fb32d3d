// What a project file holds, read without opening it for work.
#pragma once

#include "core/result.h"
#include "store/storetypes.h"

namespace sluice {

/// Works beside a process that has the project open; sees what is committed. Blocking, milliseconds.
Result<StateCounts> readCounts(const QString &projectPath);

} // namespace sluice
