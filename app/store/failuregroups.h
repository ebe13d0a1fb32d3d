#pragma once

#include "store/storetypes.h"

namespace SQLite {
class Database;
}

namespace sluice {

/// Attempts begun in [from, to) that left their job failed, by class, most frequent first. Reads the attempts once
/// for the numbers and once a class for the examples. Throws SQLite::Exception.
std::vector<FailureGroup> readFailures(SQLite::Database &database, WallTime from, WallTime to);

} // namespace sluice
