// The steps of a project: an inert, ordered description.
#pragma once

#include "core/result.h"
#include "processing/step.h"

#include <QJsonArray>

namespace sluice {

/// A step's name and the parameters that were given (others have their defaults): an int for an Integer, a
/// QString for a Choice.
struct RecipeStep
{
    QString name;
    QVariantMap parameters;

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

/// Ready-made steps, in order; fails like parseStep, or when this installation cannot do what a step asks for.
Result<StepList> instantiate(const Recipe &recipe);

} // namespace sluice
