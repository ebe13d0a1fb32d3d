#pragma once

#include "async/canceltoken.h"
#include "core/clock.h"

#include <QCoroTask>

namespace sluice {

/// Why a sleep ended.
enum class Wake { Elapsed, Cancelled };

/// Suspends for a duration of the given clock or until cancelled; resumes on the awaiting thread's loop.
/// The clock must outlive the sleep.
QCoro::Task<Wake> sleepFor(Clock *clock, Duration duration, CancelToken token);

} // namespace sluice
