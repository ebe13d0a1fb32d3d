#include "store/undojournal.h"

#include "store/claims.h"
#include "store/sqlvalues.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>

namespace sluice {

namespace {

/// What a change replaces.
constexpr const char *columns =
    "state, attempts, last_attempt, status, bytes, took_us, started_us, due_us, final_url, content_type, error_kind, "
    "error, path, columns, error_phase, asked_to_wait";

JobState resultOf(BulkAct act)
{
    switch (act) {
    case BulkAct::Requeue:
        return JobState::Queued;
    case BulkAct::Cancel:
        return JobState::Cancelled;
    }
    Q_UNREACHABLE();
}

} // namespace

UndoJournal::UndoJournal(SQLite::Database &database, JobCounts &counts, Claims &claims)
    : m_database(database), m_counts(counts), m_claims(claims)
{
}

void UndoJournal::forgetEarlier()
{
    if (std::exchange(m_now.clean, true) || queryNumber(m_database, "SELECT EXISTS (SELECT 1 FROM undo_jobs)") == 0)
        return;
    m_database.exec("DELETE FROM undo_jobs");
}

void UndoJournal::begin(BulkAct act)
{
    forgetEarlier();
    m_open = {++m_lastId, act, 0};
    m_expected = 0;
}

void UndoJournal::expect(const std::string &condition, const Bind &bind)
{
    if (m_expected > mostJobs)
        return;
    SQLite::Statement count(m_database, "SELECT COUNT(*) FROM (SELECT 1 FROM jobs AS j WHERE " + condition + " LIMIT " +
                                            std::to_string(mostJobs - m_expected + 1) + ")");
    bind(count);
    count.executeStep();
    m_expected += numberAt(count, 0);
}

void UndoJournal::remember(const std::string &condition, const Bind &bind)
{
    if (m_expected > mostJobs)
        return;
    SQLite::Statement insert(m_database, "INSERT INTO undo_jobs (change_id, job_id, " + std::string(columns) +
                                             ") SELECT " + std::to_string(m_open.id) + ", j.id, " + columns +
                                             " FROM jobs AS j WHERE " + condition);
    bind(insert);
    m_open.jobs += insert.exec();
}

qint64 UndoJournal::end()
{
    const auto change = std::exchange(m_open, {});
    if (change.jobs == 0)
        return 0;
    m_now.changes.push_back(change);
    while (m_now.changes.size() > mostChanges || remembered() > mostJobs) {
        forget(m_now.changes.front().id);
        m_now.changes.pop_front();
    }
    return change.id;
}

BulkUndo UndoJournal::undo(qint64 change)
{
    const auto found = std::ranges::find(m_now.changes, change, &Change::id);
    if (found == m_now.changes.end())
        return {};
    const auto left = resultOf(found->act);
    withdraw(change);
    BulkUndo undone;
    for (const auto before : statesBefore(change)) { // one by one, for the counts
        SQLite::Statement update(m_database,
                                 "UPDATE jobs SET (" + std::string(columns) + ") = (SELECT " + columns +
                                     " FROM undo_jobs AS u WHERE u.change_id = ?1 AND u.job_id = jobs.id) "
                                     "WHERE id IN (SELECT job_id FROM undo_jobs WHERE change_id = ?1 AND state = ?2) "
                                     "AND state = ?3 AND last_attempt = (SELECT last_attempt FROM undo_jobs AS u "
                                     "WHERE u.change_id = ?1 AND u.job_id = jobs.id) AND NOT is_leased(id)");
        bindNumber(update, 1, change);
        update.bind(2, static_cast<int>(before));
        update.bind(3, static_cast<int>(left));
        const qint64 jobs = update.exec();
        m_counts.move(left, before, jobs);
        undone.jobs += jobs;
    }
    undone.left = found->jobs - undone.jobs;
    forget(change);
    m_now.changes.erase(found);
    m_claims.forgetPlaces();
    return undone;
}

std::vector<JobState> UndoJournal::statesBefore(qint64 change) const
{
    SQLite::Statement query(m_database, "SELECT DISTINCT state FROM undo_jobs WHERE change_id = ?1");
    bindNumber(query, 1, change);
    std::vector<JobState> states;
    while (query.executeStep())
        states.push_back(static_cast<JobState>(numberAt(query, 0)));
    return states;
}

/// Those that are out and have not begun: one look at few rows, for the function that says so is asked first.
void UndoJournal::withdraw(qint64 change)
{
    SQLite::Statement out(m_database, "SELECT job_id FROM undo_jobs WHERE change_id = ?1 AND is_leased(job_id)");
    bindNumber(out, 1, change);
    std::vector<JobId> jobs;
    while (out.executeStep())
        jobs.push_back(JobId(numberAt(out, 0)));
    for (const auto job : jobs)
        m_claims.withdraw(job);
}

void UndoJournal::forget(qint64 change)
{
    SQLite::Statement remove(m_database, "DELETE FROM undo_jobs WHERE change_id = ?1");
    bindNumber(remove, 1, change);
    remove.exec();
}

qint64 UndoJournal::remembered() const
{
    qint64 jobs = 0;
    for (const auto &change : m_now.changes)
        jobs += change.jobs;
    return jobs;
}

void UndoJournal::committed()
{
    m_saved = m_now;
}

void UndoJournal::rolledBack()
{
    m_now = m_saved;
    m_open = {};
}

} // namespace sluice
