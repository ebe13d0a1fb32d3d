// From `--where state=failed` to a filter.
#pragma once

#include "core/result.h"
#include "store/storetypes.h"

#include <QStringView>

namespace sluice {

/// "state=failed", "error_kind=dns", "host=https://example.org", "status=404", "text=abc", several joined by commas
/// (states by "|"). Errors name what is possible.
Result<JobFilter> parseWhere(QStringView text);

} // namespace sluice
