// Jobs as they were at an earlier moment, one by one.
#pragma once

#include "store/storetypes.h"

#include <SQLiteCpp/Statement.h>

namespace sluice {

/// Reads the job and the attempt that was its last then. What only a job's last result has (the file, the steps'
/// columns, where redirects led) is there if that result was there. Throws SQLite::Exception.
class PastRows
{
public:
    PastRows(SQLite::Database &database, WallTime moment);

    /// Nothing when there is no such job.
    std::optional<JobRow> load(JobId id);

private:
    void readAttempt(JobRow *row, qint64 lastAttempt);

    WallTime m_moment;
    SQLite::Statement m_job;
    SQLite::Statement m_attempt;
    SQLite::Statement m_ended;
};

} // namespace sluice
