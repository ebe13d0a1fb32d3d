// Recipes as small JSON files that can be shared.
#pragma once

#include "processing/recipe.h"

namespace sluice {

/// Reads {"sluice_recipe": 1, "name": "…", "steps": […]}; an object with "steps" alone and a bare array of steps are
/// read too, and ":/recipes/…", those that come with Sluice. At most 1 MiB. Nothing of it runs by being read. Errors,
/// of kind Input, name the file and what is wrong with it.
Result<Recipe> readRecipeFile(const QString &path);

/// Writes the whole file or leaves the old one as it was; its name is that of the file. Fails with kind Storage.
Result<void> writeRecipeFile(const QString &path, const Recipe &recipe);

/// What a menu calls a recipe: the name in the file, else that of the file without its suffix.
QString recipeFileTitle(const QString &path);

} // namespace sluice
