// The options of `run` that say what is computed.
#pragma once

#include "core/result.h"
#include "processing/recipe.h"

#include <QCommandLineParser>

namespace sluice {

void addRecipeOptions(QCommandLineParser &parser);

/// The saved recipe, the one of --recipe instead, and the steps of --step behind it or instead of the saved one. A
/// program that the saved recipe or that of --recipe would start needs --allow-commands; one given by --step is the
/// user's own word. Errors say what is possible, or show what would be started.
Result<Recipe> chosenRecipe(const Recipe &saved, const QCommandLineParser &parser);

} // namespace sluice
