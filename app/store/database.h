// How a project file is opened. All throw SQLite::Exception.
#pragma once

#include <SQLiteCpp/Database.h>

#include <QString>

namespace sluice {

/// For one thread at a time. Made when missing. The log is on (WAL), every commit survives a power cut
/// (synchronous = FULL), and checkpoints are the owner's: SQLite makes none by itself.
SQLite::Database openForWriting(const QString &path);

/// For one thread at a time, beside a writer in this process, in another, or after one was killed.
/// Leaves no files behind that were not there.
SQLite::Database openForReading(const QString &path);

/// Turns on the log of a file that has its schema, and sees that it is on.
void enableLog(SQLite::Database &database);

} // namespace sluice
