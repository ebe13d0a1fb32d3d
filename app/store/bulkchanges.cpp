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
    : m_database(database), m_counts(counts), m_claims(claims)
{
    m_database.createFunction("is_leased", 1, false, &m_claims, isLeased);
}

qint64 BulkChanges::requeue(const JobFilter &filter)
{
    return change(
        filter, {JobState::Retrying, JobState::Succeeded, JobState::Failed, JobState::Cancelled}, JobState::Queued,
        "attempts = 0, status = NULL, bytes = NULL, took_us = NULL, started_us = NULL, due_us = NULL, "
        "final_url = NULL, content_type = NULL, error_kind = NULL, error = NULL, path = NULL, columns = NULL");
}

qint64 BulkChanges::cancel(const JobFilter &filter)
{
    return change(filter, {JobState::Queued, JobState::Retrying}, JobState::Cancelled, "due_us = NULL");
}

qint64 BulkChanges::change(const JobFilter &filter, const std::vector<JobState> &from, JobState to,
                           const char *assignments)
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
        SQLite::Statement update(m_database, "UPDATE jobs AS j SET state = " + std::to_string(static_cast<int>(to)) +
                                                 ", " + assignments + " WHERE " + query.condition() +
                                                 " AND NOT is_leased(j.id)");
        query.bind(update);
        const qint64 jobs = update.exec();
        m_counts.move(state, to, jobs);
        changed += jobs;
    }
    m_claims.forgetPlaces();
    return changed;
}

} // namespace sluice
