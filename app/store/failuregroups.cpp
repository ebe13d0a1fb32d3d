#include "store/failuregroups.h"

#include "store/sqlvalues.h"

#include <SQLiteCpp/Database.h>

namespace sluice {

namespace {

constexpr int examplesOfEach = 3;

/// From the first of its kind on: what comes before it need not be read again.
std::vector<JobRow> readExamples(SQLite::Database &database, const QString &kind, qint64 first, WallTime to)
{
    SQLite::Statement query(database, "SELECT j.id, j.url, a.status, a.error FROM attempts a JOIN jobs j ON j.id = "
                                      "a.job_id WHERE a.rowid >= ?1 AND a.state = 4 AND a.started_us < ?2 AND "
                                      "a.error_kind = ?3 ORDER BY a.rowid LIMIT ?4");
    bindNumber(query, 1, first);
    bindTime(query, 2, to);
    bindText(query, 3, kind);
    query.bind(4, examplesOfEach);
    std::vector<JobRow> examples;
    while (query.executeStep()) {
        JobRow row;
        row.id = JobId(numberAt(query, 0));
        row.url = textAt(query, 1);
        row.state = JobState::Failed;
        row.status = static_cast<int>(numberAt(query, 2));
        row.error = textAt(query, 3);
        row.errorKind = errorKindFromName(kind);
        examples.push_back(std::move(row));
    }
    return examples;
}

} // namespace

std::vector<FailureGroup> readFailures(SQLite::Database &database, WallTime from, WallTime to)
{
    std::vector<FailureGroup> groups;
    SQLite::Statement query(database,
                            "SELECT error_kind, COUNT(*) AS n, MIN(rowid) FROM attempts WHERE state = 4 AND started_us "
                            ">= ?1 AND started_us < ?2 GROUP BY error_kind ORDER BY n DESC, error_kind");
    bindTime(query, 1, from);
    bindTime(query, 2, to);
    while (query.executeStep()) {
        const auto kind = textAt(query, 0);
        FailureGroup group;
        group.kind = errorKindFromName(kind).value_or(ErrorKind::Internal);
        group.count = numberAt(query, 1);
        group.examples = readExamples(database, kind, numberAt(query, 2), to);
        groups.push_back(std::move(group));
    }
    return groups;
}

} // namespace sluice
