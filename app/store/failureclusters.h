// Failures into groups, in one pass over the jobs that failed, or over the attempts of a stretch of time.
#pragma once

#include "store/failureboard.h"

#include <SQLiteCpp/Database.h>

namespace sluice {

/// Memory grows with the groups, not with the failures. A few hundred nanoseconds a failure where messages repeat;
/// throws SQLite::Exception, also when interrupted.
FailureBoard readFailureBoard(SQLite::Database &database, const FailureQuery &query);

} // namespace sluice
