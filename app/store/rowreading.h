// Rows of the project file as values.
#pragma once

#include "store/storetypes.h"

#include <SQLiteCpp/Statement.h>

namespace sluice {

/// The columns that jobRowAt() reads, of `jobs AS j`.
inline constexpr auto jobRowColumns =
    "j.id, j.url, j.state, j.status, j.attempts, j.bytes, j.took_us, j.started_us, j.due_us, j.final_url, "
    "j.content_type, j.error_kind, j.error, j.path, j.extra, j.columns, j.error_phase";

/// A number that is no state, in a file from elsewhere, is Queued.
JobState jobStateAt(const SQLite::Statement &row, int column);

JobRow jobRowAt(const SQLite::Statement &row);

/// The columns that attemptRowAt() reads, of `attempts`.
inline constexpr auto attemptRowColumns =
    "attempt, started_us, took_us, status, bytes, error_kind, error, timings, headers, phase, reused, http_version, "
    "(SELECT committed_us FROM commits WHERE first_attempt <= attempts.rowid ORDER BY first_attempt DESC LIMIT 1)";

AttemptRow attemptRowAt(const SQLite::Statement &row);

} // namespace sluice
