// Single jobs change their state here and nowhere else.
#pragma once

#include "store/columnnames.h"
#include "store/jobcounts.h"

#include <unordered_map>

namespace sluice {

/// Applies what became of jobs to the open transaction. Writer thread; all throws SQLite::Exception.
/// Repeating everything since the last commit, in order, after a rollback gives the same result.
class JobWriter
{
public:
    JobWriter(SQLite::Database &database, JobCounts &counts);

    /// Stores the attempt and moves the job. What was stored before, and moves that are not legal, change nothing.
    void record(const AttemptRecord &record);

    /// Kept in memory until saveStarted(): most attempts end before, and then cost one update instead of two.
    void start(JobId job, WallTime at) { m_started[job] = at; }
    void forgetStart(JobId job) { m_started.erase(job); }

    /// Back to queued, as if this attempt had not begun. A retrying job that had not begun stays so: it is due.
    void release(JobId job);
    void cancel(JobId job); ///< one that is queued or retrying

    bool hasStarted() const { return !m_started.empty(); }
    void saveStarted();

    void committed(WallTime now);
    void rolledBack();
    /// When the commit before this transaction was; also at the very end, when no record follows.
    void noteLastCommit();

private:
    struct IdHash
    {
        size_t operator()(JobId id) const { return std::hash<qint64>{}(number(id)); }
    };

    std::optional<JobState> load(JobId job, int *lastAttempt);
    void insertAttempt(const AttemptRecord &record);
    void updateJob(const AttemptRecord &record);

    SQLite::Database &m_database;
    JobCounts &m_counts;
    ColumnNames m_resultColumns;
    SQLite::Statement m_load;
    SQLite::Statement m_insertAttempt;
    SQLite::Statement m_updateJob;
    SQLite::Statement m_start;
    SQLite::Statement m_release;
    SQLite::Statement m_cancel;
    SQLite::Statement m_noteCommit;
    std::unordered_map<JobId, WallTime, IdHash> m_started;

    struct Commit
    {
        qint64 firstAttempt = 0; ///< rowid; 0: none of its own
        WallTime at{};
    };
    Commit m_lastCommit;
    bool m_commitNoted = false; ///< in the open transaction
    qint64 m_firstAttempt = 0;  ///< of the open transaction
};

/// Undoes the begin of an attempt: queued, and the start time that of the attempt before. Add a WHERE.
inline constexpr auto unstartSql =
    "UPDATE jobs SET state = 0, started_us = CASE WHEN attempts > 0 THEN (SELECT a.started_us FROM attempts a "
    "WHERE a.job_id = jobs.id AND a.attempt = jobs.last_attempt) END ";

} // namespace sluice
