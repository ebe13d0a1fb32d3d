// Moments for programs.
#pragma once

#include "core/duration.h"

#include <QString>

namespace sluice {

/// "2026-01-05T12:03:07.250Z": UTC, to the millisecond. In exports, events and JSON.
QString isoTime(WallTime time);

} // namespace sluice
