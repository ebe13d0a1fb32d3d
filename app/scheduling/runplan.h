// What every job of a run has in common.
#pragma once

#include "fetch/fetchtypes.h"
#include "limits/limitprofile.h"
#include "processing/recipe.h"

#include <QString>

#include <algorithm>
#include <memory>

namespace sluice {

/// Fixed for a run, but for the limits, which are swapped whole while it goes on.
struct RunPlan
{
    LimitProfile limits;
    RawHeaders headers;
    std::shared_ptr<const StepList> steps = std::make_shared<StepList>();
    StepFolders folders; ///< no `out`: bodies are not kept; no `scratch` where there are no steps
    QString nameTemplate;
    std::shared_ptr<const ScratchFolder> scratch; ///< keeps that folder until the run is over

    /// Some step makes a body of its own: that one is kept, not the one that was fetched.
    bool changesBody() const
    {
        return std::ranges::any_of(*steps, [](const auto &ready) { return ready.step->changesBody(); });
    }
    /// Some step says itself what is kept: then nothing else is.
    bool keepsBySteps() const
    {
        return std::ranges::any_of(*steps, [](const auto &ready) { return ready.step->keepsFiles(); });
    }
};

} // namespace sluice
