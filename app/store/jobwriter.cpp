#include "store/jobwriter.h"

#include "core/waitjson.h"
#include "store/sqlvalues.h"
#include "store/storageerror.h"

#include <SQLiteCpp/Database.h>

namespace sluice {

JobWriter::JobWriter(SQLite::Database &database, JobCounts &counts)
    : m_database(database)
    , m_counts(counts)
    , m_resultColumns(database, ColumnKind::Result)
    , m_load(database, "SELECT state, last_attempt FROM jobs WHERE id = ?1")
    , m_insertAttempt(database, "INSERT INTO attempts (job_id, attempt, state, started_us, took_us, status, bytes, "
                                "error_kind, error, timings, headers, phase, reused, http_version) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")
    , m_updateJob(database, "UPDATE jobs SET state = ?2, attempts = attempts + 1, last_attempt = ?3, status = ?4, "
                            "bytes = ?5, took_us = ?6, started_us = ?7, due_us = ?8, final_url = NULLIF(?9, url), "
                            "content_type = ?10, error_kind = ?11, error = ?12, path = ?13, columns = ?14, "
                            "error_phase = ?15, asked_to_wait = ?16 WHERE id = ?1")
    , m_start(database, "UPDATE jobs SET state = 1, started_us = ?2 WHERE id = ?1")
    , m_release(database, std::string(unstartSql) + "WHERE id = ?1")
    , m_cancel(database, "UPDATE jobs SET state = ?2, due_us = NULL WHERE id = ?1")
    , m_noteCommit(database, "INSERT OR REPLACE INTO commits (first_attempt, committed_us) VALUES (?1, ?2)")
{
}

std::optional<JobState> JobWriter::load(JobId job, int *lastAttempt)
{
    const ResetGuard guard(m_load);
    bindNumber(m_load, 1, number(job));
    if (!m_load.executeStep())
        return std::nullopt;
    *lastAttempt = static_cast<int>(numberAt(m_load, 1));
    return static_cast<JobState>(numberAt(m_load, 0));
}

void JobWriter::record(const AttemptRecord &record)
{
    int lastAttempt = 0;
    const auto state = load(record.job, &lastAttempt);
    if (state && record.attempt <= lastAttempt)
        return; // stored before
    // An attempt may end before its start was written.
    const bool unstarted = state == JobState::Queued || state == JobState::Retrying;
    if (!state || !isLegalTransition(unstarted ? JobState::Running : *state, record.state)) {
        qCCritical(storeLog) << "attempt" << record.attempt << "of job" << number(record.job)
                             << "not stored: the job is"
                             << (state ? jobStateName(*state) : QLatin1StringView("missing")) << "and cannot become"
                             << jobStateName(record.state);
        return;
    }
    insertAttempt(record);
    updateJob(record);
    m_counts.move(*state, record.state);
    if (!record.columns.isEmpty())
        m_resultColumns.add(record.columns.keys());
}

static void bindStatus(SQLite::Statement &statement, int index, int status)
{
    if (status != 0)
        statement.bind(index, status);
    else
        statement.bind(index);
}

static void bindError(SQLite::Statement &statement, int index, const std::optional<Error> &error)
{
    bindText(statement, index, error ? QString(errorKindName(error->kind)) : QString());
    bindText(statement, index + 1, error ? error->message : QString());
}

static void bindPhase(SQLite::Statement &statement, int index, std::optional<WaitReason> phase)
{
    bindText(statement, index, phase ? QString(waitReasonName(*phase)) : QString());
}

/// NULL for no: almost all are.
static void bindFlag(SQLite::Statement &statement, int index, bool flag)
{
    if (flag)
        statement.bind(index, 1);
    else
        statement.bind(index);
}

/// In the first transaction after it, for only then it is known.
void JobWriter::noteLastCommit()
{
    if (m_lastCommit.firstAttempt == 0 || std::exchange(m_commitNoted, true))
        return;
    bindNumber(m_noteCommit, 1, m_lastCommit.firstAttempt);
    bindTime(m_noteCommit, 2, m_lastCommit.at);
    run(m_noteCommit);
}

void JobWriter::insertAttempt(const AttemptRecord &record)
{
    bindNumber(m_insertAttempt, 1, number(record.job));
    m_insertAttempt.bind(2, record.attempt);
    m_insertAttempt.bind(3, static_cast<int>(record.state));
    bindTime(m_insertAttempt, 4, record.startedAt);
    bindNumber(m_insertAttempt, 5, record.took.count());
    bindStatus(m_insertAttempt, 6, record.status);
    bindNumber(m_insertAttempt, 7, record.bytes);
    bindError(m_insertAttempt, 8, record.error);
    const auto waits = inMicroseconds(record.waits);
    bindUtf8(m_insertAttempt, 10, waits);
    bindBlob(m_insertAttempt, 11, record.headers);
    bindPhase(m_insertAttempt, 12, record.phase);
    bindFlag(m_insertAttempt, 13, record.reused);
    bindBlob(m_insertAttempt, 14, record.httpVersion);
    noteLastCommit();
    run(m_insertAttempt);
    if (m_firstAttempt == 0)
        m_firstAttempt = m_database.getLastInsertRowid();
}

void JobWriter::updateJob(const AttemptRecord &record)
{
    bindNumber(m_updateJob, 1, number(record.job));
    m_updateJob.bind(2, static_cast<int>(record.state));
    m_updateJob.bind(3, record.attempt);
    bindStatus(m_updateJob, 4, record.status);
    bindNumber(m_updateJob, 5, record.bytes);
    bindNumber(m_updateJob, 6, record.took.count());
    bindTime(m_updateJob, 7, record.startedAt);
    if (record.state == JobState::Retrying)
        bindTime(m_updateJob, 8, record.dueAt);
    else
        m_updateJob.bind(8);
    bindText(m_updateJob, 9, record.finalUrl);
    bindText(m_updateJob, 10, record.contentType);
    bindError(m_updateJob, 11, record.error);
    bindText(m_updateJob, 13, record.path);
    bindJson(m_updateJob, 14, record.columns);
    bindPhase(m_updateJob, 15, record.phase);
    bindFlag(m_updateJob, 16, record.askedToWait);
    run(m_updateJob);
}

void JobWriter::release(JobId job)
{
    int lastAttempt = 0;
    const auto state = load(job, &lastAttempt);
    if (state != JobState::Running)
        return;
    bindNumber(m_release, 1, number(job));
    run(m_release);
    m_counts.move(JobState::Running, JobState::Queued);
}

void JobWriter::cancel(JobId job)
{
    int lastAttempt = 0;
    const auto state = load(job, &lastAttempt);
    if (state != JobState::Queued && state != JobState::Retrying)
        return;
    bindNumber(m_cancel, 1, number(job));
    bindNumber(m_cancel, 2, static_cast<qint64>(JobState::Cancelled));
    run(m_cancel);
    m_counts.move(*state, JobState::Cancelled);
}

void JobWriter::saveStarted()
{
    for (const auto &[job, at] : m_started) {
        int lastAttempt = 0;
        const auto state = load(job, &lastAttempt);
        if (!state || !isLegalTransition(*state, JobState::Running))
            continue;
        bindNumber(m_start, 1, number(job));
        bindTime(m_start, 2, at);
        run(m_start);
        m_counts.move(*state, JobState::Running);
    }
}

void JobWriter::rolledBack()
{
    m_resultColumns.rolledBack();
    m_firstAttempt = 0;
    m_commitNoted = false;
}

void JobWriter::committed(WallTime now)
{
    if (m_commitNoted)
        m_lastCommit = {};
    if (m_firstAttempt != 0)
        m_lastCommit = {std::exchange(m_firstAttempt, 0), now};
    m_commitNoted = false;
    m_started.clear();
    m_resultColumns.committed();
}

} // namespace sluice
