// A list on its way into the project.
#pragma once

#include "store/columnnames.h"
#include "store/jobcounts.h"

#include <QHash>

#include <limits>

namespace sluice {

/// A job ready to be written: addresses were taken apart before, on the importing thread.
struct PreparedJob
{
    QByteArray url;
    QByteArray host;  ///< HostKey::name as UTF-8
    QByteArray extra; ///< compact JSON; empty for none
};

/// What may be claimed: jobs and hosts up to here. The rest belongs to an unfinished import.
struct Visible
{
    qint64 lastJob = std::numeric_limits<qint64>::max();
    qint64 lastHost = std::numeric_limits<qint64>::max();
};

/// Writes one import at a time, its jobs after all others. They count only when it is finished; until then they
/// are the tail of the table, and abandoning it cuts the tail off. Writer thread; throws SQLite::Exception.
class JobImport
{
public:
    JobImport(SQLite::Database &database, JobCounts &counts);

    /// False when another one is open.
    bool begin(const QString &source, WallTime now);
    /// False when none is open.
    bool add(const std::vector<PreparedJob> &jobs);
    bool finish(const QStringList &extraColumns, WallTime now);
    void abandon();

    Visible visible() const;

    void committed();
    void rolledBack();

private:
    struct Open
    {
        qint64 id = 0;
        qint64 firstJob = 0;
        qint64 nextJob = 0;
        qint64 lastHostBefore = 0;
    };

    qint64 hostId(const QByteArray &name);

    SQLite::Database &m_database;
    JobCounts &m_counts;
    ColumnNames m_extraColumns;
    SQLite::Statement m_findHost;
    SQLite::Statement m_insertHost;
    SQLite::Statement m_insertJob;
    QHash<QByteArray, qint64> m_hosts; // of recent rows only: a list may have a million
    std::optional<Open> m_open;
    std::optional<Open> m_saved;
};

} // namespace sluice
