// How much a step may put into the results of one job.
#pragma once

#include "core/error.h"

namespace sluice {

/// All values of one step together: 1 MiB of text and JSON. Every row of the table and of an export carries them.
constexpr qint64 mostColumnBytes = qint64(1) << 20;
/// What a value counts for besides its text, so that many small ones are seen too.
constexpr qint64 bytesPerValue = 16;

/// Kind Step.
Error columnsTooLarge();

} // namespace sluice
