// What the queries need and SQLite lacks.
#pragma once

#include <SQLiteCpp/Database.h>

namespace sluice {

/// number_of(value): a number as it is; a text that is one, as lists have them ("1999", "007", "-.5", "1e3"), as a
/// number; else NULL.
/// failure_pattern(error, error_kind, status, host): failurePattern().
void addSqlFunctions(SQLite::Database &database);

} // namespace sluice
