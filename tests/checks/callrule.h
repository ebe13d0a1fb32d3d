#pragma once

#include "sourcetext.h"

namespace sluice::checks {

/// No nested event loops, no blocking waits, no sleeping, no singletons, no `using namespace std` in app/ and ui/.
Findings checkCalls(const SourceText &source);

} // namespace sluice::checks
