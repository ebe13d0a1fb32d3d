// The steps of a project: an inert, ordered description.
#pragma once

#include "core/result.h"
#include "processing/step.h"

#include <QJsonArray>

namespace sluice {

/// A step's name and the parameters that were given (others have their defaults), each in its parameter's type.
struct RecipeStep
{
    QString name{};
    QVariantMap parameters{};

    friend bool operator==(const RecipeStep &, const RecipeStep &) = default;
};

struct Recipe
{
    std::vector<RecipeStep> steps;

    friend bool operator==(const Recipe &, const Recipe &) = default;
};

/// "hash algorithm=sha256" → a step; a value with spaces goes in 'single' or "double" quotes. Errors, of kind
/// Input, name the unknown step, option or value and say what is possible.
Result<RecipeStep> parseStep(QStringView text);

/// [{"name": "hash", "parameters": {"algorithm": "sha256"}}, …]; "parameters" may be left out.
QJsonArray toJson(const Recipe &recipe);
Result<Recipe> recipeFromJson(const QJsonArray &json);

/// A step that can run: here, or in a child process that makes its own from the description.
struct ReadyStep
{
    std::shared_ptr<const Step> step{};
    bool isolated = false;
    RecipeStep description{};
};

/// The steps of a recipe, ready to run, in order. Shared by all jobs of a run.
using StepList = std::vector<ReadyStep>;

/// Ready-made steps, in order; fails like parseStep, or when this installation cannot do what a step asks for.
Result<StepList> instantiate(const Recipe &recipe);

} // namespace sluice
