#include "store/bulkchanges.h"

#include "store/claims.h"
#include "store/filterquery.h"
#include "store/sqlvalues.h"

#include <SQLiteCpp/Database.h>

#include <sqlite3.h>

#include <algorithm>

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

/// Takes back what is out and has not begun. Only what waits can be out.
void BulkChanges::withdraw(const JobFilter &filter, JobState state)
{
    if (state != JobState::Queued && state != JobState::Retrying)
        return;
    auto out = filter;
    out.states = {state};
    out.ids = m_claims.leasedOf(filter.ids); // few, and looked up by number: the others are not looked at
    if (out.ids.empty())
        return;
    const FilterQuery query(out);
    SQLite::Statement select(m_database, "SELECT j.id FROM jobs AS j WHERE " + query.condition());
    query.bind(select);
    while (select.executeStep())
        m_claims.withdraw(JobId(numberAt(select, 0)));
}

qint64 BulkChanges::change(const JobFilter &filter, const std::vector<JobState> &from, JobState to,
                           const char *assignments, UndoJournal *journal)
{
    Q_ASSERT(!filter.asOf); // what is to be changed is what is now
    struct Part
    {
        JobState state;
        FilterQuery query;
        std::string condition = query.condition() + " AND NOT is_leased(j.id)";
        void bind(SQLite::Statement &statement) const { query.bind(statement); }
    };
    // State by state: the counts need to know what each job was, and a state's own index is then of use.
    std::vector<Part> parts;
    for (const auto state : from) {
        if (!filter.states.empty() && std::ranges::find(filter.states, state) == filter.states.end())
            continue;
        withdraw(filter, state);
        auto narrowed = filter;
        narrowed.states = {state};
        parts.push_back({state, FilterQuery(narrowed)});
    }
    qint64 most = 0;
    for (const auto &part : parts)
        most += m_counts.now().of(part.state);
    if (journal && most > UndoJournal::mostJobs) { // then it is worth a count, before any is copied
        for (const auto &part : parts)
            journal->expect(part.condition, [&part](auto &count) { part.bind(count); });
    }
    qint64 changed = 0;
    for (const auto &part : parts) {
        if (journal)
            journal->remember(part.condition, [&part](auto &insert) { part.bind(insert); });
        SQLite::Statement update(m_database, "UPDATE jobs AS j SET state = " + std::to_string(static_cast<int>(to)) +
                                                 ", " + assignments + " WHERE " + part.condition);
        part.bind(update);
        const qint64 jobs = update.exec();
        m_counts.move(part.state, to, jobs);
        changed += jobs;
    }
    m_claims.forgetPlaces();
    return changed;
}

} // namespace sluice
