#include "store/runwriter.h"

#include "store/sqlvalues.h"

#include <SQLiteCpp/Database.h>

#include <QJsonDocument>

namespace sluice {

namespace {

std::string compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

RunRecord runAt(const SQLite::Statement &row)
{
    RunRecord record;
    record.id = numberAt(row, 0);
    record.started = timeAt(row, 1);
    if (hasValue(row, 2))
        record.ended = timeAt(row, 2);
    record.ending = runEndingFromName(textAt(row, 3));
    record.options = jsonAt(row, 4);
    record.environment = jsonAt(row, 5);
    record.summary = jsonAt(row, 6);
    return record;
}

} // namespace

RunWriter::RunWriter(SQLite::Database &database)
    : m_begin(database, "INSERT OR IGNORE INTO runs (id, started_us, options, environment) VALUES (?1, ?2, ?3, ?4)")
    , m_end(database, "UPDATE runs SET ended_us = ?2, ending = ?3, summary = ?4 WHERE id = ?1 AND ended_us IS NULL")
{
}

void RunWriter::begin(const RunRecord &record)
{
    bindNumber(m_begin, 1, record.id);
    bindTime(m_begin, 2, record.started);
    m_begin.bind(3, compact(record.options));
    m_begin.bind(4, compact(record.environment));
    run(m_begin);
}

void RunWriter::end(const RunRecord &record)
{
    if (!record.ended)
        return;
    bindNumber(m_end, 1, record.id);
    bindTime(m_end, 2, *record.ended);
    bindText(m_end, 3, record.ending ? QString(runEndingName(*record.ending)) : QString());
    bindJson(m_end, 4, record.summary);
    run(m_end);
}

qint64 lastRunId(SQLite::Database &database)
{
    return queryNumber(database, "SELECT COALESCE(MAX(id), 0) FROM runs");
}

std::vector<RunRecord> readRuns(SQLite::Database &database)
{
    std::vector<RunRecord> runs;
    SQLite::Statement earlier(database, "SELECT MIN(second_us), MAX(second_us) FROM series WHERE run_id = 0");
    if (earlier.executeStep() && hasValue(earlier, 0)) {
        RunRecord record;
        record.started = timeAt(earlier, 0);
        record.ended = timeAt(earlier, 1) + std::chrono::seconds(1);
        runs.push_back(std::move(record));
    }
    SQLite::Statement query(
        database, "SELECT id, started_us, ended_us, ending, options, environment, summary FROM runs ORDER BY id");
    while (query.executeStep())
        runs.push_back(runAt(query));
    return runs;
}

} // namespace sluice
