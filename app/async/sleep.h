#pragma once

#include "async/awaiting.h"
#include "async/canceltoken.h"
#include "core/clock.h"

#include <QCoroTask>

namespace sluice {

/// Why a sleep ended.
enum class Wake { Elapsed, Cancelled };

/// Suspends for a duration of the given clock or until cancelled; resumes on the awaiting thread's loop.
/// The clock must outlive the sleep. `what` names for the task inspector what it sleeps for.
QCoro::Task<Wake> sleepFor(Clock *clock, Duration duration, CancelToken token, const char *what = awaiting::time);

} // namespace sluice
