// Changes of many jobs at once, by a person's wish.
#pragma once

#include "store/undojournal.h"

namespace SQLite {
class Database;
}

namespace sluice {

class Claims;

/// Jobs that are out (claimed) are taken back where they have not begun; the others are left alone: their attempt will
/// say what becomes of them.
/// Writer thread; all answer how many jobs changed and throw SQLite::Exception.
class BulkChanges
{
public:
    BulkChanges(SQLite::Database &database, JobCounts &counts, Claims &claims);

    /// Finished or retrying → queued, tries from 0; attempts made keep their numbers.
    qint64 requeue(const JobFilter &filter);

    /// Queued or retrying → cancelled.
    qint64 cancel(const JobFilter &filter);

    /// The same, remembered.
    BulkChange changeUndoably(BulkAct act, const JobFilter &filter);
    BulkUndo undo(qint64 change) { return m_journal.undo(change); }

    /// Of an earlier opening; in the open transaction.
    void forgetEarlierChanges() { m_journal.forgetEarlier(); }
    void committed() { m_journal.committed(); }
    void rolledBack() { m_journal.rolledBack(); }

private:
    qint64 apply(BulkAct act, const JobFilter &filter, UndoJournal *journal);
    void withdraw(const JobFilter &filter, JobState state);
    qint64 change(const JobFilter &filter, const std::vector<JobState> &from, JobState to, const char *assignments,
                  UndoJournal *journal);

    SQLite::Database &m_database;
    JobCounts &m_counts;
    Claims &m_claims;
    UndoJournal m_journal;
};

} // namespace sluice
