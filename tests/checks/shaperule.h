#pragma once

#include "sourcetext.h"

namespace sluice::checks {

/// No file over 400 lines.
Findings checkLength(const SourceText &source);

/// A header begins with what it is for or with #pragma once, which it has before any code.
Findings checkHeader(const SourceText &source);

} // namespace sluice::checks
