// From the options of a project to what a run is made of.
#pragma once

#include "engine/projectoptions.h"
#include "engine/runsession.h"

#include <memory>

namespace sluice {

/// Makes the steps and the output folder; errors are sentences.
Result<RunPlan> planOf(const ProjectOptions &options);

FetchEngine fetchEngineOf(const ProjectOptions &options);

/// On the engine thread.
std::unique_ptr<RunSession> makeSession(ProjectStore *store, const ProjectOptions &options, RunPlan plan,
                                        TaskInspector *inspector);

} // namespace sluice
