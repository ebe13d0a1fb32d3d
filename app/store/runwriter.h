// The runs of a project: when each began and ended, with what, and what came of it.
#pragma once

#include "core/runrecord.h"

#include <SQLiteCpp/Statement.h>

#include <vector>

namespace sluice {

/// Writer thread; throws SQLite::Exception. Writing the same twice changes nothing.
class RunWriter
{
public:
    explicit RunWriter(SQLite::Database &database);

    void begin(const RunRecord &record);
    /// What is not begun is not ended.
    void end(const RunRecord &record);

private:
    SQLite::Statement m_begin;
    SQLite::Statement m_end;
};

/// 0 without any.
qint64 lastRunId(SQLite::Database &database);

/// Oldest first. Seconds from before runs were told apart are one run, with the number 0.
std::vector<RunRecord> readRuns(SQLite::Database &database);

} // namespace sluice
