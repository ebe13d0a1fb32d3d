// What changes of many jobs replaced, so that they can be undone.
#pragma once

#include "store/jobcounts.h"

#include <SQLiteCpp/Statement.h>

#include <deque>
#include <functional>
#include <string>

namespace sluice {

class Claims;

/// Keeps the rows of jobs as they were, in the project file rather than in memory: there may be a million. Holds the
/// last twenty changes and a million jobs at most; older ones are forgotten first, and all when the project is opened.
/// Writer thread; all throws SQLite::Exception.
class UndoJournal
{
public:
    UndoJournal(SQLite::Database &database, JobCounts &counts, Claims &claims);

    /// Begins to remember a change.
    void begin(BulkAct act);
    /// Remembers the jobs for which the condition over `jobs AS j` holds, all of them in this state; `bind` gives it
    /// its values.
    void remember(const std::string &condition, const std::function<void(SQLite::Statement &)> &bind);
    /// The number by which it is undone; 0 when there was nothing to remember, or too much.
    qint64 end();

    /// Jobs that are as the change left them, and are not out, become what they were before it.
    BulkUndo undo(qint64 change);

    static constexpr qint64 mostJobs = 1'000'000;
    static constexpr size_t mostChanges = 20;

private:
    struct Change
    {
        qint64 id = 0;
        BulkAct act = BulkAct::Requeue;
        qint64 jobs = 0;
    };

    void withdraw(qint64 change);
    void forget(qint64 change);
    std::vector<JobState> statesBefore(qint64 change) const;
    qint64 remembered() const;

    SQLite::Database &m_database;
    JobCounts &m_counts;
    Claims &m_claims;
    std::deque<Change> m_changes; // oldest first
    Change m_open;
    bool m_tooMany = false;
    qint64 m_lastId = 0;
};

} // namespace sluice
