#include "store/projectfile.h"

#include "store/database.h"
#include "store/migrations.h"
#include "store/recovery.h"
#include "store/sqlvalues.h"
#include "store/storageerror.h"

#include <sqlite3.h>

namespace sluice {

constexpr int pagesWorthACheckpoint = 2000; // 8 MB

Result<std::unique_ptr<ProjectFile>> ProjectFile::open(const QString &path)
{
    try {
        auto database = openForWriting(path);
        migrate(database); // before there is a log: the file alone then always shows whose it is
        enableLog(database);
        recover(database);
        return std::unique_ptr<ProjectFile>(new ProjectFile(path, std::move(database)));
    } catch (const SQLite::Exception &fault) {
        return storageError(fault, path);
    }
}

ProjectFile::ProjectFile(const QString &path, SQLite::Database database)
    : m_path(path)
    , m_database(std::move(database))
    , m_counts(m_database)
    , m_claims(m_database)
    , m_jobs(m_database, m_counts)
    , m_import(m_database, m_counts)
    , m_bulk(m_database, m_counts, m_claims)
    , m_series(m_database)
    , m_runs(m_database)
    , m_setValue(m_database, "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2")
{
    sqlite3_wal_hook(
        m_database.getHandle(),
        [](void *logPages, sqlite3 *, const char *, int pages) {
            *static_cast<int *>(logPages) = pages;
            return SQLITE_OK;
        },
        &m_logPages);
}

void ProjectFile::tidyUp()
{
    try {
        begin();
        m_bulk.forgetEarlierChanges();
        commit();
    } catch (const SQLite::Exception &) {
        rollback(); // the first change of many does it, or says why it cannot
    }
}

QHash<QString, QString> ProjectFile::values()
{
    QHash<QString, QString> values;
    SQLite::Statement query(m_database, "SELECT key, value FROM meta");
    while (query.executeStep())
        values.insert(textAt(query, 0), textAt(query, 1));
    return values;
}

void ProjectFile::setValue(const QString &key, const QString &value)
{
    m_setValue.bind(1, key.toStdString());
    m_setValue.bind(2, value.toStdString());
    run(m_setValue);
}

void ProjectFile::begin()
{
    if (!m_transaction)
        m_transaction.emplace(m_database, SQLite::TransactionBehavior::IMMEDIATE);
}

void ProjectFile::commit()
{
    if (m_jobs.hasStarted()) {
        begin();
        m_jobs.saveStarted();
    }
    if (!m_transaction)
        return;
    m_counts.save();
    m_transaction->commit();
    m_transaction.reset();
    m_counts.committed();
    m_jobs.committed(wallNow());
    m_import.committed();
    m_bulk.committed();
}

void ProjectFile::rollback()
{
    m_transaction.reset();
    m_counts.rolledBack();
    m_jobs.rolledBack();
    m_import.rolledBack();
    m_bulk.rolledBack();
}

void ProjectFile::checkpoint()
{
    if (m_logPages < pagesWorthACheckpoint)
        return;
    sqlite3_wal_checkpoint_v2(m_database.getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    m_logPages = 0; // not worth it again until the next commit says how long the log is now
}

void ProjectFile::close()
{
    try {
        m_jobs.noteLastCommit();
    } catch (const SQLite::Exception &) {
        // One number less: whatever is wrong with the file has been said by whoever had more to write.
    }
    sqlite3_wal_checkpoint_v2(m_database.getHandle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

} // namespace sluice
