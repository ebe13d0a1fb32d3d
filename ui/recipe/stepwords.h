// A step's settings in words.
#pragma once

#include "processing/recipe.h"

#include <QStringList>

namespace sluice {

/// "width=320", "program=convert - -resize \"50 %\"": what was set, by name, each a line that is safe to show.
QStringList settingsOf(const RecipeStep &step);

} // namespace sluice
