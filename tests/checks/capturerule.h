#pragma once

#include "sourcetext.h"

namespace sluice::checks {

/// A lambda that is a coroutine captures nothing: what it captured dies with the lambda, at its first suspension.
Findings checkCaptures(const SourceText &source);

} // namespace sluice::checks
