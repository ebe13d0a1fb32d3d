// The life of a job.
#pragma once

#include "async/canceltoken.h"
#include "core/job.h"
#include "core/randomsource.h"
#include "scheduling/attempt.h"
#include "scheduling/runplan.h"

#include <QCoreApplication>
#include <QCoroTask>

#include <functional>

class QThreadPool;

namespace sluice {

class BodySink;
class Clock;
class Fetcher;
class JobSource;
class JobTrace;
class Limiter;
class Permit;
class RunMeter;
class StepRunner;

/// Runs one attempt of a job from the wait for a place to the record of its end. Everything a run needs is lent to
/// it and outlives it. Engine thread only.
class JobRunner
{
    Q_DECLARE_TR_FUNCTIONS(JobRunner)

public:
    struct Tools
    {
        Clock *clock;
        RandomSource *random;
        Fetcher *fetcher;
        Limiter *limiter;
        StepRunner *steps;
        QThreadPool *disk; ///< for who waits for the disk: not at the cost of who computes
        JobSource *source;
        RunMeter *meter;
    };

    JobRunner(const Tools &tools, RunPlan plan);

    /// `admission` ends the wait for a place (drain), `work` everything (stop): either way an unfinished job is
    /// given back to its source. Otherwise the attempt's end has been recorded when this returns.
    QCoro::Task<> run(Job job, CancelToken admission, CancelToken work);

    void setLimits(const LimitProfile &limits) { m_plan.limits = limits; }
    /// Told about every recorded attempt (for --events); may be empty.
    void setListener(std::function<void(const AttemptRecord &)> listener) { m_listener = std::move(listener); }
    /// Told when the disk would not take a body: the job is given back, for it is not at fault.
    void setTroubleListener(std::function<void(const Error &)> listener) { m_trouble = std::move(listener); }

private:
    struct Processed;
    QCoro::Task<Result<void>> carryOut(Job job, Attempt *attempt, JobTrace *trace, Permit *permit, CancelToken token);
    QCoro::Task<Result<void>> process(Job job, Attempt *attempt, JobTrace *trace, Permit *permit, Processed *made,
                                      CancelToken token);
    QCoro::Task<Result<void>> fetchFollowing(Job job, Attempt *attempt, JobTrace *trace, Permit *permit, BodySink *sink,
                                             CancelToken token);
    void decide(Attempt &attempt, const Job &job, const Result<void> &ended);
    void leave(Permit *permit, TimePoint now);
    WaitTimes waitsBefore(const Job &job) const;
    void notePause(const Job &job);

    Tools m_tools;
    RunPlan m_plan;
    WallTime m_begun;
    std::function<void(const AttemptRecord &)> m_listener;
    std::function<void(const Error &)> m_trouble;
};

} // namespace sluice
