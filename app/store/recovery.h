// Making a project whole again after its writer ended, however it ended.
#pragma once

namespace SQLite {
class Database;
}

namespace sluice {

/// What was running is queued, imports that were not finished are gone, and the counts add up.
/// One transaction; changes nothing in a project that was closed in order. Throws SQLite::Exception.
void recover(SQLite::Database &database);

} // namespace sluice
