// What would help, and by how much. Private to telemetry.
#pragma once

#include "telemetry/verdictfacts.h"

namespace sluice {

/// Fills in remedy, change, gain, reckoning and alternatives of a verdict whose kind and culprits are known. A limit is
/// at most doubled, stays in its range, and is not raised where a server refuses already, or where most attempts fail;
/// where a server refuses, the remedy is a lower limit. Nothing is proposed that would bring less than a tenth.
void propose(const VerdictFacts &facts, Verdict *verdict);

/// The part of it for a server that refuses. A limit of all hosts is lowered only where nearly all that runs is for
/// that server, and to what it accepted over the whole run, and only where it answers with 429 or most time is spent
/// waiting as it asks; else it is the server's own limit, in words.
void spareServer(const VerdictFacts &facts, Verdict *verdict);

} // namespace sluice
