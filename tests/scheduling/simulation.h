// A whole run without a machine.
#pragma once

#include "processing/steprunner.h"
#include "scheduling/limiter.h"
#include "scheduling/scheduler.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"
#include "support/fakefetcher.h"
#include "support/fakesource.h"

namespace sluice::test {

/// A whole run on a fake clock: real scheduler, runner, limiter and pool; a scripted network and a list in memory.
struct Simulation
{
    explicit Simulation(FakeFetcher::Script script, const LimitProfile &limits = {})
        : fetcher(&clock, std::move(script))
        , limiter(&clock)
        , steps(&clock, 2)
        , meter(&clock)
        , runner({&clock, &random, &fetcher, &limiter, &steps, &disk, &source, &meter}, plan(limits))
        , scheduler(&clock, &source, &limiter, &runner)
    {
        limiter.setLimits(limits);
    }

    static RunPlan plan(const LimitProfile &limits)
    {
        RunPlan plan;
        plan.limits = limits;
        return plan;
    }

    void addJobs(int count, const QString &base = QStringLiteral("http://a.example/"))
    {
        for (int i = 0; i < count; ++i)
            source.add(base + QString::number(i));
    }

    /// Lets the clock run until the run ends.
    bool runToEnd(Duration step = std::chrono::milliseconds(10), int most = 100000)
    {
        run.emplace(scheduler.run());
        return goOn(step, most);
    }

    bool goOn(Duration step = std::chrono::milliseconds(10), int most = 100000)
    {
        for (int i = 0; i < most && !run->hasEnded(); ++i) {
            settle();
            clock.advance(step);
        }
        return run->hasEnded();
    }

    FakeClock clock;
    RandomSource random{1};
    FakeSource source;
    FakeFetcher fetcher;
    Limiter limiter;
    StepRunner steps;
    QThreadPool disk;
    RunMeter meter;
    JobRunner runner;
    Scheduler scheduler;
    std::optional<Watched<RunEnding>> run;
};

inline LimitProfile limits(int inFlight, int perHost, int retries = 2)
{
    LimitProfile profile;
    profile.inFlight = inFlight;
    profile.perHost = perHost;
    profile.retries = retries;
    return profile;
}

} // namespace sluice::test
