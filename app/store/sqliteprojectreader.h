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
    Result<std::vector<JobId>> ids(const JobFilter &filter, const JobOrder &order) override;
    Result<std::vector<JobRow>> rows(const std::vector<JobId> &ids) override;
    Result<JobDetail> detail(JobId id) override;
    Result<void> forEach(const JobFilter &filter, const std::function<bool(const JobRow &)> &visit) override;
    Result<QStringList> extraColumns() override;
    Result<QStringList> resultColumns() override;
    Result<std::vector<SeriesPoint>> series() override;
    QString value(const QString &key) override;
    void interrupt() override;

private:
    template <typename Read>
    auto attempt(Read read) -> Result<decltype(read())>;
    std::optional<JobRow> load(JobId id);
    std::optional<std::vector<JobId>> allIds(bool descending);

    QString m_path;
    SQLite::Database m_database;
    SQLite::Statement m_row;
};

} // namespace sluice
