// Changes of many jobs at once, by a person's wish.
#pragma once

#include "store/jobcounts.h"

namespace SQLite {
class Database;
}

namespace sluice {

class Claims;

/// Jobs that are out (claimed) are left alone: their attempt will say what becomes of them.
/// Writer thread; both answer how many jobs changed and throw SQLite::Exception.
class BulkChanges
{
public:
    BulkChanges(SQLite::Database &database, JobCounts &counts, Claims &claims);

    /// Finished or retrying → queued, tries from 0; attempts made keep their numbers.
    qint64 requeue(const JobFilter &filter);

    /// Queued or retrying → cancelled.
    qint64 cancel(const JobFilter &filter);

private:
    qint64 change(const JobFilter &filter, const std::vector<JobState> &from, JobState to, const char *assignments);

    SQLite::Database &m_database;
    JobCounts &m_counts;
    Claims &m_claims;
};

} // namespace sluice
