// From `--where state=failed` to a filter.
#pragma once

#include "core/result.h"
#include "store/failureboard.h"
#include "store/storetypes.h"

#include <QStringView>

namespace sluice {

/// "state=failed", "error_kind=dns", "phase=connect" ("phase=" for what failed where that is not known),
/// "error=PATTERN" (as `failures` shows it), "host=https://example.org", "host!=https://example.org" (all others),
/// (a host as hostsNamed() reads it: "example.org:8080" is that port of http and of https, "file:" local files),
/// "status=404", "text=abc", several joined by commas (states and hosts by "|"); and values of the list and the steps:
/// "column.kind=river", "column.width>=640", "column.title~sea" (contains). Values, and names of columns, may stand in
/// double quotes. Errors name what is possible; a host, text or error that is empty is one.
Result<JobFilter> parseWhere(QStringView text);

/// Those failures.
JobFilter filterOf(const FailureKey &key);
/// The jobs of a group, on a board that was asked for with these ignored.
JobFilter filterOf(const FailureCluster &cluster, const std::vector<FailureKey> &ignored);
/// The same as parseWhere() reads it; empty for failures without a message, for which there is no condition.
QString whereOf(const FailureCluster &cluster, const std::vector<FailureKey> &ignored);

/// Fails with kind Input, saying which there are, when the filter names a column that the project does not have: that
/// is a slip of the pen rather than a condition that no job meets.
Result<void> checkColumns(const JobFilter &filter, const QString &projectPath);

} // namespace sluice
