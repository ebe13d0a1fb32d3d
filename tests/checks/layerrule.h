#pragma once

#include "sourcetext.h"

namespace sluice::checks {

/// main → ui → engine → scheduling → {fetch, processing, store, telemetry} → {limits, async} → core;
/// formats → core; practice → core. Nothing points back, siblings do not include each other, and ui and cli see
/// of the layers under the engine only the values listed in this rule.
Findings checkLayers(const SourceText &source);

} // namespace sluice::checks
