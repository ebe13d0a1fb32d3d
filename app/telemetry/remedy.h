// What would help, and by how much. Private to telemetry.
#pragma once

#include "telemetry/verdictfacts.h"

namespace sluice {

/// Fills in remedy, change, gain, reckoning and alternatives of a verdict whose kind and culprits are known. A limit is
/// at most doubled, stays in its range, and is not raised where a server refuses already; where one refuses, the remedy
/// is a lower limit. Nothing is proposed that would bring less than a tenth.
void propose(const VerdictFacts &facts, Verdict *verdict);

} // namespace sluice
