// Where the scheduler's work comes from and goes back to: the seam for other queues.
#pragma once

#include "async/canceltoken.h"
#include "core/job.h"
#include "core/result.h"
#include "store/storetypes.h"

#include <QCoroTask>

#include <limits>

namespace sluice {

struct ClaimRequest
{
    int count = 0;                                 ///< at most so many
    int perHost = std::numeric_limits<int>::max(); ///< and of one host at most so many
    WallTime now{};                                ///< retrying jobs due by then are ready
    std::vector<HostKey> skip;                     ///< hosts that have enough waiting already
};

struct Claim
{
    std::vector<Job> jobs;
    std::optional<WallTime> nextDue; ///< the earliest retrying job that is not due yet
    bool exhausted = false;          ///< nothing ready and nothing retrying is left but what is claimed or skipped
};

/// Lease semantics: a claimed job is not given out again until it was recorded or released; what was claimed by
/// a process that died is queued again when the project is next opened. Engine thread only; resumes there.
class JobSource
{
public:
    virtual ~JobSource() = default;

    /// Ready jobs, taking hosts in turn so that no host starves another; due retries first.
    virtual QCoro::Task<Result<Claim>> claim(ClaimRequest request) = 0;

    /// Asked once the job is admitted, before anything is done for it. False: it was taken back while it waited (the
    /// user cancelled it, or undid a retry); whoever holds it drops it and neither records nor releases it.
    virtual bool mayBegin(JobId) { return true; }

    /// The job was admitted and its attempt begins. May be dropped when its end follows within the same batch.
    virtual void markRunning(JobId job, WallTime startedAt) = 0;

    /// Takes an attempt's end for the next commit, at most 100 ms away. Suspends only while the writer is far
    /// behind (or the disk is full); cancelling the token ends that wait, and the record is still kept in line.
    virtual QCoro::Task<> record(AttemptRecord record, CancelToken token) = 0;

    /// Gives a job back untouched (the run was stopped): queued again, no attempt counted.
    virtual void release(JobId job) = 0;

    /// Ends a job as cancelled that was given back or waits for another attempt; any other is left as it is.
    virtual void cancel(JobId job) = 0;
};

} // namespace sluice
