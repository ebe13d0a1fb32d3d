// Which step of a recipe the computing time goes to.
#pragma once

#include "core/steptime.h"
#include "processing/recipe.h"

#include <mutex>
#include <span>

namespace sluice {

/// Adds up what each step takes. Any thread.
class StepMeter
{
public:
    /// One body has been through the first spent.size() of these steps.
    void add(const StepList &steps, std::span<const Duration> spent);

    /// Since it was made, in the order of the recipe.
    std::vector<StepTime> reading() const;

private:
    mutable std::mutex m_mutex;
    const StepList *m_known = nullptr; ///< whose steps m_times has; a run has one recipe
    std::vector<StepTime> m_times;
};

} // namespace sluice
