#include "store/sqliteprojectreader.h"

#include "store/asof.h"
#include "store/columnnames.h"
#include "store/failureclusters.h"
#include "store/filterquery.h"
#include "store/hosthistory.h"
#include "store/jobcounts.h"
#include "store/pastrows.h"
#include "store/rowreading.h"
#include "store/runwriter.h"
#include "store/serieswriter.h"
#include "store/sqlvalues.h"
#include "store/storageerror.h"
#include "store/storetext.h"

#include <SQLiteCpp/Transaction.h>

#include <sqlite3.h>

namespace sluice {

constexpr size_t rowsPerPage = 1000; // between which no cursor is open

static std::string selectRows(const std::string &rest)
{
    return std::string("SELECT ") + jobRowColumns + " FROM jobs AS j " + rest;
}

/// No more have room in the file, whatever it says.
static qint64 mostRows(SQLite::Database &database)
{
    constexpr qint64 bytesOfARow = 8; // a job takes more
    return queryNumber(database, "PRAGMA page_count") * queryNumber(database, "PRAGMA page_size") / bytesOfARow;
}

SqliteProjectReader::SqliteProjectReader(const QString &path, SQLite::Database database)
    : m_path(path)
    , m_database(std::move(database))
    , m_row(m_database, selectRows("WHERE " + FilterQuery({}).condition() + " AND j.id = ?1"))
{
}

/// Exceptions end here.
template <typename Read>
auto SqliteProjectReader::attempt(Read read) -> Result<decltype(read())>
{
    try {
        return read();
    } catch (const SQLite::Exception &fault) {
        return storageError(fault, m_path);
    }
}

void SqliteProjectReader::interrupt()
{
    sqlite3_interrupt(m_database.getHandle());
}

Result<StateCounts> SqliteProjectReader::counts()
{
    return attempt([this] { return readCounts(m_database); });
}

/// They count from 1 without gaps, so a million need not be read to be known. Nothing when the kept counts say
/// otherwise: the file is not as we left it.
std::optional<std::vector<JobId>> SqliteProjectReader::allIds(bool descending, std::optional<WallTime> asOf)
{
    const auto sql = std::string("SELECT MAX(j.id) FROM jobs AS j WHERE ") + FilterQuery({}).condition();
    auto last = queryNumber(m_database, sql.c_str());
    if (last != readCounts(m_database).total() || last > mostRows(m_database))
        return std::nullopt;
    if (asOf)
        last = queryNumber(m_database, (sql + " AND " + presentAsOf(*asOf)).c_str());
    std::vector<JobId> ids(static_cast<size_t>(last));
    for (qint64 i = 0; i < last; ++i)
        ids[static_cast<size_t>(i)] = JobId(descending ? last - i : i + 1);
    return ids;
}

Result<std::vector<JobId>> SqliteProjectReader::ids(const JobFilter &filter, const JobOrder &order)
{
    return attempt([&] {
        auto plain = filter;
        plain.asOf.reset();
        if (plain == JobFilter() && order.key == SortKey::Id) {
            if (auto all = allIds(order.descending, filter.asOf))
                return *std::move(all);
        }
        const FilterQuery where(filter);
        SQLite::Statement query(m_database, "SELECT j.id FROM jobs AS j WHERE " + where.condition() + " ORDER BY " +
                                                orderBy(order, filter.asOf));
        where.bind(query);
        std::vector<JobId> ids;
        while (query.executeStep())
            ids.push_back(JobId(numberAt(query, 0)));
        return ids;
    });
}

std::optional<JobRow> SqliteProjectReader::load(JobId id)
{
    const ResetGuard guard(m_row);
    bindNumber(m_row, 1, number(id));
    if (!m_row.executeStep())
        return std::nullopt;
    return jobRowAt(m_row);
}

Result<std::vector<JobRow>> SqliteProjectReader::rows(const std::vector<JobId> &ids)
{
    return attempt([&] {
        SQLite::Transaction snapshot(m_database); // one look at all of them
        std::vector<JobRow> rows;
        rows.reserve(ids.size());
        for (const auto id : ids) {
            if (auto row = load(id))
                rows.push_back(std::move(*row));
        }
        return rows;
    });
}

Result<std::vector<JobRow>> SqliteProjectReader::rowsAsOf(const std::vector<JobId> &ids, WallTime moment)
{
    return attempt([&] {
        SQLite::Transaction snapshot(m_database);
        PastRows past(m_database, moment);
        std::vector<JobRow> rows;
        rows.reserve(ids.size());
        for (const auto id : ids) {
            if (auto row = past.load(id))
                rows.push_back(std::move(*row));
        }
        return rows;
    });
}

Result<StateCounts> SqliteProjectReader::countsAsOf(WallTime moment)
{
    return attempt([&] {
        StateCounts counts;
        SQLite::Statement query(m_database, "SELECT " + stateAsOf(moment) + ", COUNT(*) FROM jobs AS j WHERE " +
                                                FilterQuery({}).condition() + " AND " + presentAsOf(moment) +
                                                " GROUP BY 1");
        while (query.executeStep()) {
            const auto state = static_cast<size_t>(numberAt(query, 0));
            if (state < counts.byState.size()) // a file from elsewhere may say anything
                counts.byState[state] = numberAt(query, 1);
        }
        return counts;
    });
}

Result<JobDetail> SqliteProjectReader::detail(JobId id)
{
    auto found = attempt([&]() -> std::optional<JobDetail> {
        SQLite::Transaction snapshot(m_database);
        auto row = load(id);
        if (!row)
            return std::nullopt;
        JobDetail detail{std::move(*row), {}};
        SQLite::Statement query(m_database, std::string("SELECT ") + attemptRowColumns +
                                                " FROM attempts WHERE job_id = ? ORDER BY attempt");
        bindNumber(query, 1, number(id));
        while (query.executeStep())
            detail.attempts.push_back(attemptRowAt(query));
        return detail;
    });
    if (found.failed())
        return found.error();
    if (!found.value())
        return Error{ErrorKind::Input, StoreText::tr("The project has no job %1.").arg(number(id))};
    return std::move(*found.value());
}

void SqliteProjectReader::asOf(WallTime moment, std::vector<JobRow> *rows)
{
    PastRows past(m_database, moment);
    for (auto &row : *rows) {
        if (auto then = past.load(row.id))
            row = std::move(*then);
    }
}

Result<void> SqliteProjectReader::forEach(const JobFilter &filter, const std::function<bool(const JobRow &)> &visit)
{
    const FilterQuery where(filter);
    const auto after = "?" + std::to_string(where.parameters() + 1);
    const auto sql = selectRows("WHERE " + where.condition() + " AND j.id > " + after + " ORDER BY j.id LIMIT " +
                                std::to_string(rowsPerPage));
    auto last = JobId(0);
    for (;;) {
        const auto page = attempt([&] {
            SQLite::Statement query(m_database, sql);
            bindNumber(query, where.bind(query), number(last));
            std::vector<JobRow> rows;
            while (query.executeStep())
                rows.push_back(jobRowAt(query));
            if (filter.asOf)
                asOf(*filter.asOf, &rows);
            return rows;
        });
        if (page.failed())
            return page.error();
        for (const auto &row : page.value()) {
            if (!visit(row))
                return success();
        }
        if (page.value().size() < rowsPerPage)
            return success();
        last = page.value().back().id;
    }
}

Result<QStringList> SqliteProjectReader::extraColumns()
{
    return attempt([this] { return readColumnNames(m_database, ColumnKind::Extra); });
}

Result<QStringList> SqliteProjectReader::resultColumns()
{
    return attempt([this] { return readColumnNames(m_database, ColumnKind::Result); });
}

Result<std::vector<SeriesPoint>> SqliteProjectReader::series()
{
    return attempt([this] { return readSeries(m_database, std::nullopt); });
}

Result<std::vector<SeriesPoint>> SqliteProjectReader::series(qint64 run)
{
    return attempt([&] { return readSeries(m_database, run); });
}

Result<std::vector<RunRecord>> SqliteProjectReader::runs()
{
    return attempt([this] { return readRuns(m_database); });
}

Result<HostTable> SqliteProjectReader::hosts(std::optional<WallTime> at)
{
    return attempt([&] {
        return HostTable{std::make_shared<const std::vector<HostRow>>(readHosts(m_database, at)), 0};
    });
}

Result<FailureBoard> SqliteProjectReader::failures(const FailureQuery &query)
{
    return attempt([&] {
        SQLite::Transaction snapshot(m_database); // the examples are of the same look
        return readFailureBoard(m_database, query);
    });
}

QString SqliteProjectReader::value(const QString &key)
{
    const auto value = attempt([&] {
        SQLite::Statement query(m_database, "SELECT value FROM meta WHERE key = ?");
        query.bind(1, key.toStdString());
        return query.executeStep() ? textAt(query, 0) : QString();
    });
    return value ? value.value() : QString();
}

} // namespace sluice
