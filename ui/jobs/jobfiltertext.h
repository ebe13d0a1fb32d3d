#pragma once

#include "core/result.h"
#include "store/storetypes.h"

namespace sluice {

/// What a person typed into the search box: plain text to look for, or conditions like "status=404,host=…" or
/// "column.width>=640" as the command line takes them. A condition that cannot be read is an error that says what is
/// possible.
Result<JobFilter> filterFromSearch(const QString &text);

} // namespace sluice
