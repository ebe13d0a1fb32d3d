#include "store/serieswriter.h"

#include "store/seriesdetails.h"
#include "store/sqlvalues.h"

#include <SQLiteCpp/Column.h>

#include <cmath>

namespace sluice {

/// SQLite keeps no NaN: a percentile of nothing is 0.
static double finite(double value)
{
    return std::isfinite(value) ? value : 0.0;
}

SeriesWriter::SeriesWriter(SQLite::Database &database)
    : m_insert(database,
               "INSERT INTO series (second_us, finished, failed, bytes, in_flight, permits, cpu_busy, cpu_slots, "
               "first_byte_p50, first_byte_p99, loop_lag, mark, cpu_queue, run_id, details) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
{
}

void SeriesWriter::append(const SeriesPoint &point)
{
    bindTime(m_insert, 1, point.second);
    m_insert.bind(2, point.finished);
    m_insert.bind(3, point.failed);
    bindNumber(m_insert, 4, point.bytes);
    m_insert.bind(5, point.inFlight);
    m_insert.bind(6, point.limit);
    m_insert.bind(7, point.cpuBusy);
    m_insert.bind(8, point.cpuSlots);
    m_insert.bind(9, finite(point.firstByte.p50));
    m_insert.bind(10, finite(point.firstByte.p99));
    m_insert.bind(11, finite(point.loopLag));
    bindText(m_insert, 12, point.mark);
    m_insert.bind(13, point.cpuQueue);
    bindNumber(m_insert, 14, point.run);
    bindJson(m_insert, 15, detailsOf(point));
    run(m_insert);
}

std::vector<SeriesPoint> readSeries(SQLite::Database &database, std::optional<qint64> run)
{
    std::vector<SeriesPoint> points;
    SQLite::Statement query(database,
                            "SELECT second_us, finished, failed, bytes, in_flight, permits, cpu_busy, cpu_slots, "
                            "first_byte_p50, first_byte_p99, loop_lag, mark, cpu_queue, run_id, details "
                            "FROM series WHERE ?1 IS NULL OR run_id = ?1 ORDER BY rowid");
    if (run)
        bindNumber(query, 1, *run);
    while (query.executeStep()) {
        SeriesPoint point;
        point.second = timeAt(query, 0);
        point.finished = query.getColumn(1).getInt();
        point.failed = query.getColumn(2).getInt();
        point.bytes = numberAt(query, 3);
        point.inFlight = query.getColumn(4).getInt();
        point.limit = query.getColumn(5).getInt();
        point.cpuBusy = query.getColumn(6).getInt();
        point.cpuSlots = query.getColumn(7).getInt();
        point.firstByte.p50 = query.getColumn(8).getDouble();
        point.firstByte.p99 = query.getColumn(9).getDouble();
        point.loopLag = query.getColumn(10).getDouble();
        point.mark = textAt(query, 11);
        point.cpuQueue = query.getColumn(12).getInt();
        point.run = numberAt(query, 13);
        setDetails(&point, jsonAt(query, 14));
        points.push_back(std::move(point));
    }
    return points;
}

} // namespace sluice
