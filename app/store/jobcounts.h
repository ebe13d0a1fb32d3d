// Jobs by state, kept by addition.
#pragma once

#include "store/storetypes.h"

#include <SQLiteCpp/Statement.h>

namespace sluice {

/// Follows every change of the open transaction in memory; the file gets the sums once per commit.
/// Writer thread. save() throws SQLite::Exception.
class JobCounts
{
public:
    explicit JobCounts(SQLite::Database &database);

    void add(JobState state, qint64 jobs);
    void move(JobState from, JobState to, qint64 jobs = 1);
    const StateCounts &now() const { return m_now; }

    void save();                           ///< into the open transaction
    void committed() { m_saved = m_now; }  ///< the transaction is in the file
    void rolledBack() { m_now = m_saved; } ///< it is not

private:
    SQLite::Statement m_update;
    StateCounts m_now;
    StateCounts m_saved;
};

/// What the file says, for opening and reading.
StateCounts readCounts(SQLite::Database &database);

} // namespace sluice
