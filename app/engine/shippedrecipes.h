// The recipes that come with the programs.
#pragma once

#include "processing/recipe.h"

namespace sluice {

struct ShippedRecipe
{
    QString name{};     ///< as on a command line: "thumbnails"
    QString sentence{}; ///< what it is for, translated
    QString file{};     ///< for readRecipeFile()
};

/// In the order in which a person should see them.
std::vector<ShippedRecipe> shippedRecipes();

/// A recipe by the name of a shipped one, else from the file of that name. Errors, of kind Input, name the file or
/// say which names there are.
Result<Recipe> namedRecipe(const QString &nameOrFile);

} // namespace sluice
