// Keeps the right number of jobs on their way.
#pragma once

#include "async/taskscope.h"
#include "async/wakeup.h"
#include "core/runending.h"
#include "scheduling/jobrunner.h"
#include "store/jobsource.h"

namespace sluice {

/// Claims a window of jobs from the source, spawns a JobRunner coroutine for each and refills the window before it
/// runs dry. Memory grows with the window (8 × the limit, at least 256 jobs), never with the list; a host takes up no
/// more of it than keeps it busy (4 × its limit), so that hosts which are slow or cooling leave room for the others.
/// Engine thread only. run() must have returned before this is destroyed.
class Scheduler
{
public:
    Scheduler(Clock *clock, JobSource *source, Limiter *limiter, JobRunner *runner, TaskRegistry *tasks = nullptr);

    QCoro::Task<RunEnding> run();

    /// Admit nobody new, let what is in flight finish, then end. Jobs that only waited are given back.
    void drain();
    /// Cancel everything, then end. Jobs in flight are given back, no attempt counted.
    void stop();
    /// Look again: there are new jobs, other limits, or the user asked for retries.
    void nudge();

    /// The source had no job left to give, when it was last asked, but those of hosts that have enough waiting. False
    /// while it is being asked: then its answer is what is waited for.
    bool listEnded() const { return m_listEnded; }

    /// Told when the source could not be asked. The run then waits for a nudge.
    void setTroubleListener(std::function<void(const Error &)> listener) { m_trouble = std::move(listener); }

private:
    int enoughForHost() const;
    int room() const;
    QCoro::Task<> runOne(Job job, CancelToken own);
    QCoro::Task<Result<Claim>> claimMore();

    Clock *m_clock;
    JobSource *m_source;
    Limiter *m_limiter;
    JobRunner *m_runner;
    Wakeup m_changed;
    bool m_mayFindMore = true; ///< something has happened since a claim came back empty
    bool m_listEnded = false;
    CancelSource m_work;      ///< stop
    CancelSource m_admission; ///< drain; a child of m_work
    TaskScope m_jobs;
    std::function<void(const Error &)> m_trouble;
};

} // namespace sluice
