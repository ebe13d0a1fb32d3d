// The steps of a recipe on one body, one after the other.
#pragma once

#include "core/clock.h"
#include "processing/recipe.h"

namespace sluice {

/// What a recipe made of a body.
struct RecipeOutput
{
    Body body{};
    QJsonObject columns{};             ///< of all steps; another value of the same name gets a number: "xpath_2"
    std::vector<Keepsake> keepsakes{}; ///< still in the scratch folder, in the order of the steps
};

/// One body on its way through the steps.
struct StepWork
{
    StepInput input{};
    CancelToken token{};
    RecipeOutput output{};
    Duration ran{};                 ///< steps at work, here or in a child process, failed ones too
    std::vector<Duration> spent{};  ///< the same by step, as far as it got
    Result<void> state = success(); ///< failed or cancelled: the steps that are left do not run

    /// A step is done: what it yields is what the next one gets.
    void add(StepOutput made);
    /// All steps are done.
    Result<RecipeOutput> ended();
};

/// Runs the steps from first up to, not including, last in this thread, until one fails; the error begins with the
/// step's name. An exception is a failure too. What each took is added to `ran` and `spent`.
void runSteps(const StepList &steps, size_t first, size_t last, const StepFolders &folders, const Clock &clock,
              StepWork *work);

} // namespace sluice
