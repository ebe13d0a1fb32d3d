// A run as one page that a colleague can open.
#pragma once

#include "engine/keptrun.h"
#include "store/failureboard.h"

#include <stop_token>

namespace sluice {

/// HTML that stands alone: verdict with its evidence and remedy, numbers, charts, failures in groups with examples,
/// limits, environment, what was changed. Loads and runs nothing; follows the reader's light or dark; texts of servers
/// are shown as text. Pure; under 2 MB however long the run was, given a board of at most mostFailureGroups.
QByteArray reportOf(const KeptRun &run, const FailureBoard &failures);

inline constexpr size_t mostFailureGroups = 50;

/// Blocking: reads the attempts of the run once (a second or so for a million). The file appears whole or not at all.
/// Without a number: the last run. Answers 1, or Cancelled when it was asked to stop before it had read all.
Result<qint64> writeReport(const QString &projectPath, std::optional<qint64> run, const QString &fileName,
                           const std::stop_token &stop = {});

} // namespace sluice
