#pragma once

#include "sourcetext.h"

namespace sluice::checks {

/// co_await only where g++ 12 compiles it rightly: as a statement of its own, or alone right of the = of a
/// declaration or assignment; its arguments named things, std::move of them, or literals. Never in a condition,
/// ?:, braces or the arguments of a call. (g++ 12 destroys temporaries of the other shapes twice.)
Findings checkAwaits(const SourceText &source);

} // namespace sluice::checks
