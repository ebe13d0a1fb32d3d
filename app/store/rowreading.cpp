#include "store/rowreading.h"

#include "core/waitjson.h"
#include "store/sqlvalues.h"

namespace sluice {

static std::optional<WallTime> optionalTime(const SQLite::Statement &row, int column)
{
    if (!hasValue(row, column))
        return std::nullopt;
    return timeAt(row, column);
}

JobState jobStateAt(const SQLite::Statement &row, int column)
{
    const auto state = static_cast<size_t>(numberAt(row, column));
    return state < allJobStates.size() ? static_cast<JobState>(state) : JobState::Queued;
}

JobRow jobRowAt(const SQLite::Statement &row)
{
    JobRow job;
    job.id = JobId(numberAt(row, 0));
    job.url = textAt(row, 1);
    job.state = jobStateAt(row, 2);
    job.status = static_cast<int>(numberAt(row, 3));
    job.attempts = static_cast<int>(numberAt(row, 4));
    job.bytes = numberAt(row, 5, -1);
    job.took = Duration(numberAt(row, 6, -1));
    job.startedAt = optionalTime(row, 7);
    job.dueAt = optionalTime(row, 8);
    job.finalUrl = textAt(row, 9);
    if (job.finalUrl.isEmpty() && job.status != 0) // kept only where it differs from the address asked
        job.finalUrl = job.url;
    job.contentType = textAt(row, 10);
    job.errorKind = errorKindFromName(textAt(row, 11));
    job.error = textAt(row, 12);
    job.path = textAt(row, 13);
    job.extra = jsonAt(row, 14);
    job.columns = jsonAt(row, 15);
    job.errorPhase = waitReasonFromName(textAt(row, 16));
    return job;
}

AttemptRow attemptRowAt(const SQLite::Statement &row)
{
    AttemptRow attempt;
    attempt.attempt = static_cast<int>(numberAt(row, 0));
    attempt.startedAt = timeAt(row, 1);
    attempt.took = Duration(numberAt(row, 2));
    attempt.status = static_cast<int>(numberAt(row, 3));
    attempt.bytes = numberAt(row, 4);
    attempt.errorKind = errorKindFromName(textAt(row, 5));
    attempt.error = textAt(row, 6);
    attempt.waits = waitTimesFromJson(jsonAt(row, 7));
    attempt.headers = bytesAt(row, 8);
    attempt.phase = waitReasonFromName(textAt(row, 9));
    attempt.reused = numberAt(row, 10) != 0;
    attempt.httpVersion = bytesAt(row, 11);
    // The commit before, where that of this attempt was not noted: the process was killed.
    const auto wait = timeAt(row, 12) - (attempt.startedAt + attempt.took);
    if (hasValue(row, 12) && wait >= Duration::zero()) {
        attempt.commit = wait;
        attempt.waits.add(WaitReason::Commit, wait);
    }
    return attempt;
}

} // namespace sluice
