#pragma once

#include "store/projectreader.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace sluice {

/// ProjectReader over a connection of its own.
class SqliteProjectReader final : public ProjectReader
{
public:
    SqliteProjectReader(const QString &path, SQLite::Database database);

    Result<StateCounts> counts() override;
    Result<StateCounts> countsAsOf(WallTime moment) override;
    Result<std::vector<JobId>> ids(const JobFilter &filter, const JobOrder &order) override;
    Result<std::vector<JobRow>> rows(const std::vector<JobId> &ids) override;
    Result<std::vector<JobRow>> rowsAsOf(const std::vector<JobId> &ids, WallTime moment) override;
    Result<JobDetail> detail(JobId id) override;
    Result<void> forEach(const JobFilter &filter, const std::function<bool(const JobRow &)> &visit) override;
    Result<QStringList> extraColumns() override;
    Result<QStringList> resultColumns() override;
    Result<std::vector<SeriesPoint>> series() override;
    Result<std::vector<SeriesPoint>> series(qint64 run) override;
    Result<std::vector<RunRecord>> runs() override;
    Result<HostTable> hosts(std::optional<WallTime> at) override;
    Result<FailureBoard> failures(const FailureQuery &query) override;
    QString value(const QString &key) override;
    void interrupt() override;

private:
    template <typename Read>
    auto attempt(Read read) -> Result<decltype(read())>;
    std::optional<JobRow> load(JobId id);
    void asOf(WallTime moment, std::vector<JobRow> *rows);
    std::optional<std::vector<JobId>> allIds(bool descending, std::optional<WallTime> asOf);

    QString m_path;
    SQLite::Database m_database;
    SQLite::Statement m_row;
};

} // namespace sluice
