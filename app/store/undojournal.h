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
/// last twenty changes and a million jobs at most; older ones are forgotten first, and all before the first change of
/// another opening, when nobody knows their numbers any more.
/// Writer thread; all throws SQLite::Exception.
class UndoJournal
{
public:
    using Bind = std::function<void(SQLite::Statement &)>;

    UndoJournal(SQLite::Database &database, JobCounts &counts, Claims &claims);

    /// What an earlier opening left, if that was not done yet.
    void forgetEarlier();

    /// Begins to remember a change.
    void begin(BulkAct act);
    /// Counts the jobs for which the condition over `jobs AS j` holds, to which `bind` gives its values: if all that
    /// are expected are too many, none is remembered. To be asked before the first remember() of a change that may
    /// have more than mostJobs.
    void expect(const std::string &condition, const Bind &bind);
    /// Remembers the jobs for which it holds.
    void remember(const std::string &condition, const Bind &bind);
    /// The number by which it is undone; 0 when there was nothing to remember, or too much.
    qint64 end();

    /// Jobs that are as the change left them, and are not out, become what they were before it.
    BulkUndo undo(qint64 change);

    void committed();
    void rolledBack();

    static constexpr qint64 mostJobs = 1'000'000;
    static constexpr size_t mostChanges = 20;

private:
    struct Change
    {
        qint64 id = 0;
        BulkAct act = BulkAct::Requeue;
        qint64 jobs = 0;
    };

    /// What must follow the file when a transaction is rolled back.
    struct Known
    {
        std::deque<Change> changes; // oldest first
        bool clean = false;         // nothing is left of an earlier opening
    };

    void withdraw(qint64 change);
    void forget(qint64 change);
    std::vector<JobState> statesBefore(qint64 change) const;
    qint64 remembered() const;

    SQLite::Database &m_database;
    JobCounts &m_counts;
    Claims &m_claims;
    Known m_now;
    Known m_saved; // as of the last commit
    Change m_open;
    qint64 m_expected = 0;
    qint64 m_lastId = 0;
};

} // namespace sluice
