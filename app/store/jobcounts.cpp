#include "store/jobcounts.h"

#include "store/sqlvalues.h"

namespace sluice {

JobCounts::JobCounts(SQLite::Database &database)
    : m_update(database, "UPDATE counts SET n = ?2 WHERE state = ?1"), m_now(readCounts(database)), m_saved(m_now)
{
}

void JobCounts::add(JobState state, qint64 jobs)
{
    m_now.byState[static_cast<size_t>(state)] += jobs;
}

void JobCounts::move(JobState from, JobState to, qint64 jobs)
{
    add(from, -jobs);
    add(to, jobs);
}

void JobCounts::save()
{
    for (const auto state : allJobStates) {
        if (m_now.of(state) == m_saved.of(state))
            continue;
        m_update.bind(1, static_cast<int>(state));
        bindNumber(m_update, 2, m_now.of(state));
        run(m_update);
    }
}

StateCounts readCounts(SQLite::Database &database)
{
    StateCounts counts;
    SQLite::Statement query(database, "SELECT state, n FROM counts");
    while (query.executeStep()) {
        const auto state = static_cast<size_t>(numberAt(query, 0));
        if (state < counts.byState.size())
            counts.byState[state] = numberAt(query, 1);
    }
    return counts;
}

} // namespace sluice
