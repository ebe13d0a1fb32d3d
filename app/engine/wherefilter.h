// From `--where state=failed` to a filter.
#pragma once

#include "core/result.h"
#include "store/storetypes.h"

#include <QStringView>

namespace sluice {

/// "state=failed", "error_kind=dns", "phase=connect" ("phase=" where none is known), "error=PATTERN" (as `failures`
/// shows it), "host=https://example.org", "status=404", "text=abc", several joined by commas (states by "|"); and
/// values of the list and the steps: "column.kind=river", "column.width>=640", "column.title~sea" (contains). Values,
/// and names of columns, may stand in double quotes. Errors name what is possible.
Result<JobFilter> parseWhere(QStringView text);

/// Those failures, as parseWhere() reads it.
QString whereOf(const FailureKey &key);
/// The same as a filter.
JobFilter filterOf(const FailureKey &key);

/// Fails with kind Input, saying which there are, when the filter names a column that the project does not have: that
/// is a slip of the pen rather than a condition that no job meets.
Result<void> checkColumns(const JobFilter &filter, const QString &projectPath);

} // namespace sluice
