#pragma once

#include <QLatin1StringView>

namespace sluice {

/// Paused admits no more; Draining admits no more and ends once nothing is in flight; Stopping has cancelled
/// what is in flight. A run that ends leaves the engine Idle.
enum class RunState { Idle, Running, Paused, Draining, Stopping };

} // namespace sluice
