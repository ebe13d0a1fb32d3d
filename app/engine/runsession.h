// Everything one run needs, put together and taken apart.
#pragma once

#include "core/hostrow.h"
#include "core/randomsource.h"
#include "core/systemclock.h"
#include "engine/snapshot.h"
#include "engine/taskinspector.h"
#include "engine/verdictwatch.h"
#include "fetch/fetcherfactory.h"
#include "processing/steprunner.h"
#include "scheduling/limiter.h"
#include "scheduling/scheduler.h"
#include "telemetry/looplag.h"
#include "telemetry/runmeter.h"

#include <QTimer>

namespace sluice {

class ProjectStore;

/// Engine thread only. run() must have returned before this is destroyed.
class RunSession
{
public:
    /// What is lent outlives it.
    RunSession(ProjectStore *store, FetchEngine engine, RunPlan plan, TaskInspector *inspector);

    /// From the first claim to the last commit.
    QCoro::Task<RunSummary> run();

    void setLimits(const LimitProfile &limits, const QString &mark);
    void setHostRules(const HostRules &rules);
    /// setLimits() has just been called, as this proposed with a gain.
    void expect(const Verdict &verdict) { m_watch.expect(verdict, m_clock.now()); }
    void setAdmitting(bool admitting);
    /// Which run its seconds belong to. Before run().
    void setRun(qint64 run) { m_run = run; }
    void drain();
    void stop();
    void windowLag(Duration lateness) { m_windowLag = std::max(m_windowLag, lateness); }
    void nudge() { m_scheduler.nudge(); }
    void setListener(std::function<void(const AttemptRecord &)> listener) { m_runner.setListener(std::move(listener)); }
    /// Told, maybe many times over, why the disk or the project file will not do.
    void setTroubleListener(const std::function<void(const Error &)> &listener);

    /// Told what came of a forecast.
    void setNoticeListener(std::function<void(const QString &)> listener) { m_notice = std::move(listener); }

    /// Fills in what the session knows of: gauges, rates, recent seconds, verdict.
    void describe(Snapshot &snapshot) const;
    /// What tasks wait for.
    std::vector<ResourceReading> resources() const;
    /// Without limits and pauses: those are in the options.
    std::vector<HostRow> hosts() const;
    qint64 droppedHosts() const;

private:
    int cpuQueue() const;
    GaugeReading gauges();
    void endSecond();
    void noteLag(Duration late);

    SystemClock m_clock;
    RandomSource m_random;
    ProjectStore *m_store;
    LimitProfile m_limits;
    HostRules m_hostRules;
    std::unique_ptr<Fetcher> m_fetcher;
    Limiter m_limiter;
    StepRunner m_steps;
    QThreadPool m_disk;
    RunMeter m_meter;
    TaskInspector *m_inspector;
    LoopLag m_lag;
    JobRunner m_runner;
    Scheduler m_scheduler;
    QTimer m_second;
    TimePoint m_begun;
    VerdictWatch m_watch;
    std::optional<Verdict> m_inTheEnd; ///< of the whole run
    std::function<void(const QString &)> m_notice;
    Duration m_windowLag{};      ///< the worst since the last second
    Duration m_commitWaitBefore; ///< of earlier runs on this store
    qint64 m_run = 0;
    bool m_admitting = true;
    bool m_pausedMeanwhile = false; ///< it was paused, or let go on, in the second that is open
    bool m_draining = false;
};

} // namespace sluice
