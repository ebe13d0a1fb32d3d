// Changes of a run's limits.
#pragma once

#include "core/result.h"
#include "engine/projectoptions.h"
#include "telemetry/verdict.h"

namespace sluice {

/// "limit 32 → 64, per host 6 → 12 (you)": for the charts; empty when no limit changed.
QString markOf(const ProjectOptions &optionsBefore, const ProjectOptions &optionsAfter, const QString &who);

/// The options with the limit that the verdict proposes. Fails when there is nothing to apply, or the limit is not what
/// it was then.
Result<ProjectOptions> withRemedy(ProjectOptions options, const Verdict &verdict);

} // namespace sluice
