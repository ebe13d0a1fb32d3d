// The values that go into and come out of a project file.
#pragma once

#include "core/duration.h"
#include "core/error.h"
#include "core/ids.h"
#include "core/jobstate.h"
#include "core/runrecord.h"
#include "core/seriespoint.h"
#include "core/waitreason.h"
#include "store/failurekey.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <array>
#include <optional>
#include <vector>

namespace sluice {

/// A row of a list on its way in.
struct NewJob
{
    QUrl url;
    QJsonObject extra; ///< the list's other columns; empty for none
};

/// One finished attempt and the state in which it leaves its job.
struct AttemptRecord
{
    JobId job{};
    int attempt = 0;                      ///< number(AttemptNo); recording the same one twice changes nothing
    JobState state = JobState::Succeeded; ///< Succeeded, Failed, Retrying or Cancelled
    WallTime startedAt{};
    Duration took{};
    int status = 0;
    qint64 bytes = 0;
    QString finalUrl; ///< empty: the address that was asked
    QString contentType;
    std::optional<Error> error;
    std::optional<WaitReason> phase; ///< what it was at when it failed
    WallTime dueAt{};                ///< when state is Retrying
    bool askedToWait = false;        ///< dueAt is the host's wish, not our own backoff
    bool reused = false;             ///< the (last) connection had been used before
    QByteArray httpVersion;          ///< "1.1", "2"; empty where nothing came
    QString path;                    ///< what was kept, complete on disk
    QJsonObject columns;             ///< of the steps
    WaitTimes waits;                 ///< gap-free, from the end of the attempt before, or the first wait for a place
    QByteArray headers;              ///< raw response headers, "Name: value\r\n" lines, capped
};

/// A job as a table or export shows it.
struct JobRow
{
    JobId id{};
    QString url;
    JobState state = JobState::Queued;
    int status = 0;
    int attempts = 0;
    qint64 bytes = -1; ///< −1: none yet
    Duration took{-1}; ///< of the last attempt; −1: none yet
    std::optional<WallTime> startedAt;
    std::optional<WallTime> dueAt; ///< when retrying
    QString finalUrl;
    QString contentType;
    std::optional<ErrorKind> errorKind;
    std::optional<WaitReason> errorPhase; ///< what it was at when it failed
    QString error;
    QString path;
    QJsonObject extra;
    QJsonObject columns;
};

struct AttemptRow
{
    int attempt = 0;
    WallTime startedAt{};
    Duration took{};
    int status = 0;
    qint64 bytes = 0;
    std::optional<ErrorKind> errorKind;
    QString error;
    std::optional<WaitReason> phase; ///< what it was at when it failed
    bool reused = false;             ///< the connection had been used before
    QByteArray httpVersion;
    Duration commit{-1}; ///< from its end until it was safe in the file; −1: not known
    WaitTimes waits;
    QByteArray headers;
};

struct JobDetail
{
    JobRow row;
    std::vector<AttemptRow> attempts; ///< oldest first
};

/// Jobs by state, kept by the writer: reading it counts nothing.
struct StateCounts
{
    std::array<qint64, 6> byState{}; ///< indexed by JobState

    qint64 of(JobState state) const { return byState[static_cast<size_t>(state)]; }
    qint64 total() const
    {
        qint64 sum = 0;
        for (const auto count : byState)
            sum += count;
        return sum;
    }
    friend bool operator==(const StateCounts &, const StateCounts &) = default;
};

/// A condition on a value of the list or of the steps, by the name it has there; where both have one, either may meet
/// it.
struct ColumnCondition
{
    /// Equal: as text, or as numbers where both are; an empty text is that of a job without the value too.
    /// Contains: ignoring the case of ASCII letters. The others compare numbers; what is none never meets them.
    enum class Test { Equal, Contains, Less, Greater, AtMost, AtLeast };
    QString column{};
    Test test = Test::Equal;
    QString text{};    ///< of Equal and Contains; yes and no of JSON are "true" and "false"
    double number = 0; ///< of the others

    friend bool operator==(const ColumnCondition &, const ColumnCondition &) = default;
};

/// Which jobs: all conditions must hold; a default one means every job.
struct JobFilter
{
    std::vector<JobState> states; ///< any of these; empty = any
    std::vector<JobId> ids;       ///< any of these; empty = any
    QString text;                 ///< contained in url, error, path or step columns, ignoring case
    QStringList hosts;            ///< HostKey::name: any of these; empty = any
    QStringList notHosts;         ///< none of these
    std::optional<ErrorKind> errorKind;
    std::optional<int> status;
    /// JobRow::errorPhase; an empty one within: it has failed, but its phase is not known.
    std::optional<std::optional<WaitReason>> phase;
    std::optional<QString> errorPattern; ///< FailureKey::pattern
    std::vector<ColumnCondition> columns;
    /// The jobs as they were at an earlier moment, as far as their attempts tell: which there were, and the conditions
    /// and orders on state, status and error. A person's wish (queued again, cancelled while waiting) is not dated and
    /// not seen; text and columns look at what is known now. Costs a look into the attempts of every job; not for
    /// changes.
    std::optional<WallTime> asOf;

    friend bool operator==(const JobFilter &, const JobFilter &) = default;
};

/// Changes of many jobs by a person.
enum class BulkAct {
    Requeue, ///< finished or retrying → queued, tries from 0
    Cancel,  ///< queued or retrying → cancelled
};

struct BulkChange
{
    qint64 jobs = 0;
    qint64 undo = 0; ///< the number by which it is undone; 0: it cannot be (nothing changed, or over a million jobs)
};

struct BulkUndo
{
    qint64 jobs = 0; ///< are again what they were before
    qint64 left = 0; ///< have begun since, or were changed by something else
};

enum class SortKey { Id, State, Status, Host, Took, Bytes, Attempts, Url, StartedAt };

struct JobOrder
{
    SortKey key = SortKey::Id;
    bool descending = false;

    friend bool operator==(const JobOrder &, const JobOrder &) = default;
};

} // namespace sluice
