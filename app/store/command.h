// What the writer is asked to do.
#pragma once

#include "store/projectfile.h"

#include <memory>
#include <variant>

namespace sluice {

struct JobStarted
{
    JobId job;
    WallTime at;
};

struct JobReleased
{
    JobId job;
};

struct JobCancelled
{
    JobId job;
};

struct ValueChanged
{
    QString key;
    QString value;
};

struct RunBegun
{
    RunRecord record;
};

struct RunEnded
{
    RunRecord record;
};

/// News that must reach the file. Kept in memory in order until a commit holds it, however long the disk is full.
using Change =
    std::variant<AttemptRecord, JobStarted, JobReleased, JobCancelled, SeriesPoint, ValueChanged, RunBegun, RunEnded>;

/// Something that somebody waits for; answered exactly once, on the writer thread. When it cannot be done now it
/// fails, and is not tried again: whoever asked decides.
class Request
{
public:
    virtual ~Request() = default;
    virtual void failed(const Error &error) = 0;
};

/// Answered at once, from what was handed in before it, committed or not.
class Question : public Request
{
public:
    virtual void answer(ProjectFile &file) = 0; ///< may throw SQLite::Exception before it has answered
};

/// A transaction of its own, begun when all that was handed in before it is committed.
class Operation : public Request
{
public:
    virtual void apply(ProjectFile &file) = 0; ///< may throw SQLite::Exception
    virtual void committed() = 0;
};

using Command = std::variant<Change, std::unique_ptr<Question>, std::unique_ptr<Operation>>;

} // namespace sluice
