#include "store/pastrows.h"

#include "store/filterquery.h"
#include "store/rowreading.h"
#include "store/sqlvalues.h"

namespace sluice {

namespace {

constexpr int lastAttemptColumn = 17; // after jobRowColumns

/// Before any attempt.
void forgetResult(JobRow *row)
{
    row->state = JobState::Queued;
    row->status = 0;
    row->bytes = -1;
    row->took = Duration(-1);
    row->startedAt.reset();
    row->dueAt.reset();
    row->finalUrl.clear();
    row->contentType.clear();
    row->errorKind.reset();
    row->errorPhase.reset();
    row->error.clear();
    row->path.clear();
    row->columns = {};
}

} // namespace

PastRows::PastRows(SQLite::Database &database, WallTime moment)
    : m_moment(moment)
    , m_job(database, std::string("SELECT ") + jobRowColumns + ", j.last_attempt FROM jobs AS j WHERE " +
                          FilterQuery({}).condition() + " AND j.id = ?1")
    , m_attempt(database, "SELECT attempt, state, started_us, took_us, status, bytes, error_kind, error, phase "
                          "FROM attempts WHERE job_id = ?1 AND started_us <= ?2 ORDER BY attempt DESC LIMIT 1")
    , m_ended(database, "SELECT COUNT(*) FROM attempts WHERE job_id = ?1 AND started_us + took_us <= ?2")
{
}

std::optional<JobRow> PastRows::load(JobId id)
{
    const ResetGuard guard(m_job);
    bindNumber(m_job, 1, number(id));
    if (!m_job.executeStep())
        return std::nullopt;
    auto row = jobRowAt(m_job);
    readAttempt(&row, numberAt(m_job, lastAttemptColumn));
    const ResetGuard counted(m_ended);
    bindNumber(m_ended, 1, number(id));
    bindTime(m_ended, 2, m_moment);
    m_ended.executeStep();
    row.attempts = static_cast<int>(numberAt(m_ended, 0));
    return row;
}

void PastRows::readAttempt(JobRow *row, qint64 lastAttempt)
{
    const bool runsSince = row->state == JobState::Running && row->startedAt && *row->startedAt <= m_moment;
    const auto runningFrom = row->startedAt;
    const auto now = *row;
    const ResetGuard guard(m_attempt);
    bindNumber(m_attempt, 1, number(row->id));
    bindTime(m_attempt, 2, m_moment);
    const bool any = m_attempt.executeStep();
    forgetResult(row);
    if (runsSince) {
        row->state = JobState::Running;
        row->startedAt = runningFrom;
        return;
    }
    if (!any)
        return;
    row->startedAt = timeAt(m_attempt, 2);
    const Duration took(numberAt(m_attempt, 3));
    if (*row->startedAt + took > m_moment) {
        row->state = JobState::Running;
        return;
    }
    row->state = jobStateAt(m_attempt, 1);
    row->took = took;
    row->status = static_cast<int>(numberAt(m_attempt, 4));
    row->bytes = numberAt(m_attempt, 5, -1);
    row->errorKind = errorKindFromName(textAt(m_attempt, 6));
    row->error = textAt(m_attempt, 7);
    row->errorPhase = waitReasonFromName(textAt(m_attempt, 8));
    const bool isPresentResult = numberAt(m_attempt, 0) == lastAttempt && now.state == row->state;
    if (!isPresentResult)
        return;
    row->dueAt = now.dueAt;
    row->finalUrl = now.finalUrl;
    row->contentType = now.contentType;
    row->path = now.path;
    row->columns = now.columns;
}

} // namespace sluice
