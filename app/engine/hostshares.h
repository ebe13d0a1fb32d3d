// The busiest hosts of a moment, for the verdict.
#pragma once

#include "core/hostrow.h"
#include "limits/hostrule.h"
#include "telemetry/verdictinput.h"

namespace sluice {

/// The `most` with most in flight and waiting, busiest first.
std::vector<HostShare> busiestHosts(const std::vector<HostRow> &rows, const HostRules &rules, size_t most);

} // namespace sluice
