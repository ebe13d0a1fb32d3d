// Programs are started only by recipes that a person has agreed to.
#pragma once

#include "processing/recipe.h"

#include <QStringList>

namespace sluice {

/// Remembers, over all projects and starts, which `command` steps were agreed to: each exactly as it stands, program,
/// arguments and all. An opened file or project brings its steps but no consent.
/// A step that is not complete starts nothing, so it needs none.
class CommandConsent
{
public:
    /// The steps of the recipe that start a program and were not agreed to: what each would start, a line for each.
    static QStringList missingFor(const Recipe &recipe);
    static void give(const Recipe &recipe);
};

} // namespace sluice
