// The steps of a project: an inert, ordered description.
#pragma once

#include "core/result.h"
#include "processing/step.h"

#include <QJsonArray>

namespace sluice {

/// A step's name and the parameters that were given (others have their defaults).
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

/// "hash algorithm=sha256" → a step; errors name the unknown step, option or value and say what is possible.
Result<RecipeStep> parseStep(QStringView text);

QJsonArray toJson(const Recipe &recipe);
Result<Recipe> recipeFromJson(const QJsonArray &json);

/// Ready-made steps, in order; fails like parseStep.
Result<std::vector<std::shared_ptr<const Step>>> instantiate(const Recipe &recipe);

} // namespace sluice
