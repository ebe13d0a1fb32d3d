// The sentences of the verdict, each with its evidence. Private to telemetry.
#pragma once

#include "telemetry/verdictfacts.h"

namespace sluice {

/// Fills in text and evidence of a verdict whose kind and culprits are known.
void describe(const VerdictFacts &facts, Verdict *verdict);

/// Whatever the verdict says. Server-supplied: hosts' names.
QStringList evidenceOf(const VerdictFacts &facts);

} // namespace sluice
