#include "store/bulkchanges.h"

#include "store/claims.h"
#include "store/filterquery.h"
#include "store/sqlvalues.h"

#include <SQLiteCpp/Database.h>

#include <sqlite3.h>

namespace sluice {

static void isLeased(sqlite3_context *context, int, sqlite3_value **arguments)
{
    const auto *claims = static_cast<const Claims *>(sqlite3_user_data(context));
    sqlite3_result_int(context, claims->isLeased(sqlite3_value_int64(arguments[0])) ? 1 : 0);
}

BulkChanges::BulkChanges(SQLite::Database &database, JobCounts &counts, Claims &claims)
    : m_database(database), m_counts(counts), m_claims(claims), m_journal(database, counts, claims)
{
    m_database.createFunction("is_leased", 1, false, &m_claims, isLeased);
}

qint64 BulkChanges::requeue(const JobFilter &filter)
{
    return apply(BulkAct::Requeue, filter, nullptr);
}

qint64 BulkChanges::cancel(const JobFilter &filter)
{
    return apply(BulkAct::Cancel, filter, nullptr);
}

BulkChange BulkChanges::changeUndoably(BulkAct act, const JobFilter &filter)
{
    m_journal.begin(act);
    const auto jobs = apply(act, filter, &m_journal);
    return {jobs, m_journal.end()};
}

qint64 BulkChanges::apply(BulkAct act, const JobFilter &filter, UndoJournal *journal)
{
    switch (act) {
    case BulkAct::Requeue:
        return change(filter, {JobState::Retrying, JobState::Succeeded, JobState::Failed, JobState::Cancelled},
                      JobState::Queued,
                      "attempts = 0, status = NULL, bytes = NULL, took_us = NULL, started_us = NULL, due_us = NULL, "
                      "final_url = NULL, content_type = NULL, error_kind = NULL, error = NULL, path = NULL, "
                      "columns = NULL, error_phase = NULL, asked_to_wait = NULL",
                      journal);
    case BulkAct::Cancel:
        return change(filter, {JobState::Queued, JobState::Retrying}, JobState::Cancelled, "due_us = NULL", journal);
    }
    Q_UNREACHABLE();
}

void BulkChanges::withdraw(const FilterQuery &query)
{
    SQLite::Statement out(m_database, "SELECT j.id FROM jobs AS j WHERE " + query.condition() + " AND is_leased(j.id)");
    query.bind(out);
    std::vector<JobId> jobs; // the answer of is_leased() must not change while it is asked
    while (out.executeStep())
        jobs.push_back(JobId(numberAt(out, 0)));
    for (const auto job : jobs)
        m_claims.withdraw(job);
}

qint64 BulkChanges::change(const JobFilter &filter, const std::vector<JobState> &from, JobState to,
                           const char *assignments, UndoJournal *journal)
{
    Q_ASSERT(!filter.asOf); // what is to be changed is what is now
    qint64 changed = 0;
    // State by state: the counts need to know what each job was, and a state's own index is then of use.
    for (const auto state : from) {
        auto narrowed = filter;
        narrowed.states = {state};
        if (!filter.states.empty() &&
            std::find(filter.states.begin(), filter.states.end(), state) == filter.states.end())
            continue;
        const FilterQuery query(narrowed);
        withdraw(query);
        const auto condition = query.condition() + " AND NOT is_leased(j.id)";
        if (journal)
            journal->remember(condition, [&query](SQLite::Statement &insert) { query.bind(insert); });
        SQLite::Statement update(m_database, "UPDATE jobs AS j SET state = " + std::to_string(static_cast<int>(to)) +
                                                 ", " + assignments + " WHERE " + condition);
        query.bind(update);
        const qint64 jobs = update.exec();
        m_counts.move(state, to, jobs);
        changed += jobs;
    }
    m_claims.forgetPlaces();
    return changed;
}

} // namespace sluice
