// What steps would have kept, told instead of done.
#pragma once

#include "processing/step.h"

namespace sluice {

/// One line each, e.g. "example.org/7-a.zip (3 files, 12.4 kB)"; at most some tens.
QStringList describe(const std::vector<Keepsake> &keepsakes);

/// Removes those that are folders; files go with their holders.
void throwAway(const std::vector<Keepsake> &keepsakes);

} // namespace sluice
