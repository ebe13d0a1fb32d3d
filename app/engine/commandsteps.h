// Steps that start programs, before anybody has agreed to that.
#pragma once

#include "processing/recipe.h"

#include <QStringList>

namespace sluice {

/// What the steps called “command” of a recipe would start, one line each, as it could be typed; signs that a terminal
/// would obey are made visible. Empty for a recipe that starts nothing. Nothing is looked up or run.
QStringList commandLinesOf(const Recipe &recipe);

} // namespace sluice
