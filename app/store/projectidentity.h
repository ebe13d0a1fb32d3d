// What makes a file a Sluice project.
#pragma once

#include "core/result.h"

namespace SQLite {
class Database;
}

namespace sluice {

/// In the header of every project ("Sluc"), so that another program's database is never taken for one.
inline constexpr int projectApplicationId = 0x536c7563;

/// An error when the file is not a database, another program's, or written by a newer version of this one.
/// Looks without locks and without making files beside it: whatever is refused stays as it was.
Result<void> checkIdentity(const QString &path);

/// The same question to an open connection, which sees what a killed writer left in its log too.
Result<void> checkIdentity(SQLite::Database &database, const QString &path);

} // namespace sluice
