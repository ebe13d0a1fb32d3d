// The sentences of the verdict, each with its evidence. Private to telemetry.
#pragma once

#include "telemetry/timegroup.h"

namespace sluice {

double share(Duration part, Duration whole); ///< 0..1

Verdict tooLittle(const VerdictInput &input);
Verdict engineIsBusy(const VerdictInput &input);
Verdict computingIsBusy(const VerdictInput &input, const TimeGroup &group);
Verdict ownLimitHolds(const VerdictInput &input, const TimeGroup &group);
Verdict heldBackBy(WaitReason hold, const VerdictInput &input); ///< HostSlot, Rate or Cooling
Verdict nothingWaits(const VerdictInput &input, const TimeGroup &group);
Verdict mostTimeGoesTo(const TimeGroup &group, const VerdictInput &input);

} // namespace sluice
