// Everything that writes to one project file, around one connection.
#pragma once

#include "store/bulkchanges.h"
#include "store/claims.h"
#include "store/jobimport.h"
#include "store/jobwriter.h"
#include "store/runwriter.h"
#include "store/serieswriter.h"

#include "core/result.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <QHash>

#include <memory>

namespace sluice {

/// The writer thread's; made on another and handed over. All but open() throws SQLite::Exception.
class ProjectFile
{
public:
    /// Makes, migrates and recovers as needed. The caller holds the lock and has checked the identity.
    static Result<std::unique_ptr<ProjectFile>> open(const QString &path);

    const QString &path() const { return m_path; }
    JobCounts &counts() { return m_counts; }
    Claims &claims() { return m_claims; }
    JobWriter &jobs() { return m_jobs; }
    JobImport &import() { return m_import; }
    BulkChanges &bulk() { return m_bulk; }
    SeriesWriter &series() { return m_series; }
    RunWriter &runs() { return m_runs; }
    qint64 lastRun() { return lastRunId(m_database); }

    /// What need not be done before a project is open: may be a hundred megabytes of it. Never throws.
    void tidyUp();

    QHash<QString, QString> values();
    void setValue(const QString &key, const QString &value);

    /// Opens a transaction unless one is open.
    void begin();
    bool changing() const { return m_transaction.has_value(); }
    /// Writes what was kept back for the end, then commits. Without a transaction or anything kept back: nothing.
    void commit();
    /// Never throws: the file is as at the last commit, and so is what is remembered of it.
    void rollback();

    /// Moves the log into the file without waiting for anyone, once it has grown enough to be worth it.
    void checkpoint();
    /// Before closing: the log is emptied if nobody reads it.
    void close();

private:
    explicit ProjectFile(const QString &path, SQLite::Database database);

    QString m_path;
    SQLite::Database m_database;
    JobCounts m_counts;
    Claims m_claims;
    JobWriter m_jobs;
    JobImport m_import;
    BulkChanges m_bulk;
    SeriesWriter m_series;
    RunWriter m_runs;
    SQLite::Statement m_setValue;
    std::optional<SQLite::Transaction> m_transaction;
    int m_logPages = 0; // as of the last commit
};

} // namespace sluice
