#include "store/jobimport.h"

#include "store/sqlvalues.h"

#include <SQLiteCpp/Database.h>

namespace sluice {

constexpr qsizetype rememberedHosts = 50'000; // some 6 MB; a question to the file costs microseconds

JobImport::JobImport(SQLite::Database &database, JobCounts &counts)
    : m_database(database)
    , m_counts(counts)
    , m_extraColumns(database, ColumnKind::Extra)
    , m_findHost(database, "SELECT id FROM hosts WHERE name = ?1")
    , m_insertHost(database, "INSERT INTO hosts (name) VALUES (?1)")
    , m_insertJob(database, "INSERT INTO jobs (id, host_id, state, attempts, last_attempt, url, extra) "
                            "VALUES (?1, ?2, 0, 0, 0, ?3, ?4)")
{
}

bool JobImport::begin(const QString &source, WallTime now)
{
    if (m_open)
        return false;
    Open open;
    open.firstJob = queryNumber(m_database, "SELECT MAX(id) FROM jobs") + 1;
    open.nextJob = open.firstJob;
    open.lastHostBefore = queryNumber(m_database, "SELECT MAX(id) FROM hosts");
    SQLite::Statement insert(m_database, "INSERT INTO imports (source, first_job, started_us) VALUES (?, ?, ?)");
    insert.bind(1, source.toStdString());
    bindNumber(insert, 2, open.firstJob);
    bindTime(insert, 3, now);
    insert.exec();
    open.id = m_database.getLastInsertRowid();
    m_open = open;
    return true;
}

bool JobImport::add(const std::vector<PreparedJob> &jobs)
{
    if (!m_open)
        return false;
    for (const auto &job : jobs) {
        bindNumber(m_insertJob, 1, m_open->nextJob);
        bindNumber(m_insertJob, 2, hostId(job.host));
        m_insertJob.bindNoCopy(3, job.url.constData());
        if (job.extra.isEmpty())
            m_insertJob.bind(4);
        else
            m_insertJob.bindNoCopy(4, job.extra.constData());
        run(m_insertJob);
        ++m_open->nextJob;
    }
    return true;
}

qint64 JobImport::hostId(const QByteArray &name)
{
    if (const auto known = m_hosts.constFind(name); known != m_hosts.cend())
        return *known;
    if (m_hosts.size() >= rememberedHosts)
        m_hosts.clear();
    const ResetGuard guard(m_findHost);
    m_findHost.bindNoCopy(1, name.constData());
    if (m_findHost.executeStep())
        return *m_hosts.insert(name, numberAt(m_findHost, 0));
    m_insertHost.bindNoCopy(1, name.constData());
    run(m_insertHost);
    return *m_hosts.insert(name, m_database.getLastInsertRowid());
}

bool JobImport::finish(const QStringList &extraColumns, WallTime now)
{
    if (!m_open)
        return false;
    SQLite::Statement update(m_database, "UPDATE imports SET jobs = ?2, finished_us = ?3 WHERE id = ?1");
    bindNumber(update, 1, m_open->id);
    bindNumber(update, 2, m_open->nextJob - m_open->firstJob);
    bindTime(update, 3, now);
    update.exec();
    m_extraColumns.add(extraColumns);
    m_counts.add(JobState::Queued, m_open->nextJob - m_open->firstJob);
    m_open.reset();
    return true;
}

void JobImport::abandon()
{
    if (!m_open)
        return;
    SQLite::Statement cut(m_database, "DELETE FROM jobs WHERE id >= ?");
    bindNumber(cut, 1, m_open->firstJob);
    cut.exec();
    SQLite::Statement forget(m_database, "DELETE FROM imports WHERE id = ?");
    bindNumber(forget, 1, m_open->id);
    forget.exec();
    m_open.reset();
}

Visible JobImport::visible() const
{
    if (!m_open)
        return {};
    return {m_open->firstJob - 1, m_open->lastHostBefore};
}

void JobImport::committed()
{
    m_saved = m_open;
    m_extraColumns.committed();
}

void JobImport::rolledBack()
{
    m_open = m_saved;
    m_extraColumns.rolledBack();
    m_hosts.clear();
}

} // namespace sluice
