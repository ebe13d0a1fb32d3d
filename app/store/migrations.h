// The project file's format and how older ones become it.
#pragma once

namespace SQLite {
class Database;
}

namespace sluice {

/// The user_version of files this program writes: the number of steps.
int formatVersion();

/// Brings an empty or older file to the present format, in one transaction (all steps or none), and marks it ours.
/// Throws SQLite::Exception.
void migrate(SQLite::Database &database);

} // namespace sluice
