#include "engine/runsession.h"

#include "engine/hostshares.h"
#include "processing/child/childprogram.h"
#include "store/projectstore.h"
#include "telemetry/hostmeter.h"

#include <QThread>

namespace sluice {

namespace {

constexpr size_t shownSeconds = 120;
constexpr size_t rateSeconds = 3;
constexpr int diskThreads = 4; // they wait for the disk, each with one file
constexpr auto lagInterval = std::chrono::milliseconds(100);
constexpr size_t namedHosts = 16;
constexpr double shortestStall = 50; // ms: worth asking who it was

/// "job 17 (attempt.cpp:40)": the task that kept the loop longest; empty when none did for long.
QString longestTurn(const std::vector<TaskIncident> &incidents, TimePoint since)
{
    const TaskIncident *longest = nullptr;
    for (const auto &incident : incidents) {
        const bool counts = incident.kind == TaskIncident::Kind::LongTurn && incident.at >= since;
        if (counts && (!longest || incident.took > longest->took))
            longest = &incident;
    }
    if (!longest)
        return {};
    return longest->location.isEmpty() ? longest->name
                                       : QStringLiteral("%1 (%2)").arg(longest->name, longest->location);
}

ChildLimits childLimits(const LimitProfile &limits)
{
    return {limits.stepMemoryBytes, limits.stepTimeout};
}

} // namespace

RunSession::RunSession(ProjectStore *store, FetchEngine engine, RunPlan plan, TaskInspector *inspector)
    : m_store(store)
    , m_limits(plan.limits)
    , m_fetcher(makeFetcher(engine, &m_clock))
    , m_limiter(&m_clock)
    , m_steps(&m_clock, effectiveThreads(plan.limits), plan.folders, childProgramPath())
    , m_meter(&m_clock)
    , m_inspector(inspector)
    , m_lag(&m_clock, lagInterval, [this](Duration late) { noteLag(late); })
    , m_runner({&m_clock, &m_random, m_fetcher.get(), &m_limiter, &m_steps, &m_disk, store, &m_meter}, std::move(plan))
    , m_scheduler(&m_clock, store, &m_limiter, &m_runner, inspector->registry())
    , m_begun(m_clock.now())
    , m_watch(m_begun)
    , m_commitWaitBefore(store->commitWait())
{
    m_disk.setMaxThreadCount(diskThreads);
    m_meter.pausedBefore(store->counts().of(JobState::Retrying));
    m_limiter.setLimits(m_limits);
    m_meter.hosts().setBusy([this](const HostKey &host) { return m_limiter.isBusy(host); });
    m_steps.setChildLimits(childLimits(m_limits));
    m_second.setTimerType(Qt::PreciseTimer);
    m_second.callOnTimeout(&m_second, [this] { endSecond(); });
    m_second.start(std::chrono::seconds(1));
}

QCoro::Task<RunSummary> RunSession::run()
{
    const auto ending = co_await m_scheduler.run();
    m_second.stop();
    m_steps.endChildren(); // what they took counts
    endSecond();
    const auto stored = co_await m_store->flush();
    auto summary = m_meter.summary();
    m_inTheEnd = summary.verdict;
    const auto counts = m_store->counts();
    summary.jobs = summary.succeeded + summary.failed + summary.cancelled + counts.of(JobState::Queued) +
                   counts.of(JobState::Running) + counts.of(JobState::Retrying);
    summary.ending = stored.failed() ? RunEnding::Failed : ending;
    if (stored.failed())
        summary.failure = stored.error().message;
    co_return summary;
}

void RunSession::setLimits(const LimitProfile &limits, const QString &mark)
{
    m_limits = limits;
    m_limiter.setLimits(limits);
    m_steps.setThreads(effectiveThreads(limits));
    m_steps.setChildLimits(childLimits(limits));
    m_runner.setLimits(limits);
    m_watch.limitsChanged(m_clock.now());
    if (!mark.isEmpty())
        m_meter.mark(mark);
    m_scheduler.nudge();
}

void RunSession::setHostRules(const HostRules &rules)
{
    auto inForce = rules;
    if (m_draining) { // nobody new comes, and who is on the way to a paused host must get there
        for (auto &rule : inForce)
            rule.paused = false;
    }
    m_hostRules = rules;
    m_limiter.setHostRules(inForce);
    m_scheduler.nudge();
}

void RunSession::setAdmitting(bool admitting)
{
    m_limiter.setAdmitting(admitting);
    if (admitting == std::exchange(m_admitting, admitting))
        return;
    m_pausedMeanwhile = true;
    if (admitting)
        m_watch.wentOn(m_clock.now());
}

void RunSession::drain()
{
    m_draining = true;
    m_scheduler.drain();
    setHostRules(m_hostRules);
    setAdmitting(true); // after a pause: who is in flight and moves on to another host must get there
}

void RunSession::setTroubleListener(const std::function<void(const Error &)> &listener)
{
    m_runner.setTroubleListener(listener);
    m_scheduler.setTroubleListener(listener);
}

void RunSession::stop()
{
    m_scheduler.stop();
}

/// Handed over and waiting for a place to be.
int RunSession::cpuQueue() const
{
    return m_steps.queueDepth() + m_steps.suspended();
}

GaugeReading RunSession::gauges()
{
    GaugeReading reading;
    reading.limit = m_limiter.limit();
    reading.waiting = m_limiter.waiting();
    reading.wanted = m_limiter.inFlight() + m_limiter.waitingToStart();
    reading.children = m_steps.children();
    reading.disk = m_meter.gauge().count(WaitReason::Disk);
    reading.backlog = m_store->backlog();
    reading.windowLag = seconds(std::exchange(m_windowLag, Duration::zero())) * 1e3;
    reading.waited = m_limiter.waited();
    reading.waited.add(WaitReason::Commit, m_store->commitWait() - m_commitWaitBefore);
    reading.worked = m_steps.worked();
    reading.cpuBusy = m_steps.busy();
    reading.cpuSlots = m_steps.threads();
    reading.cpuQueue = cpuQueue();
    reading.perHost = m_limits.perHost;
    reading.ratePerSecond = m_limits.ratePerSecond;
    reading.moreWaiting = m_limiter.isHoldingBack();
    reading.paused = !m_admitting || m_pausedMeanwhile;
    reading.listEnded = m_scheduler.listEnded();
    reading.importing = m_store->isImporting();
    reading.storeBehind = m_store->isBehind();
    reading.retrying = m_store->counts().of(JobState::Retrying);
    reading.cores = QThread::idealThreadCount();
    reading.childCpu = m_steps.childrenCpuTime();
    reading.steps = m_steps.stepTimes();
    reading.hosts = busiestHosts(m_limiter.hosts(), m_hostRules, namedHosts);
    return reading;
}

void RunSession::noteLag(Duration late)
{
    m_meter.loopLag(late);
    m_inspector->history().noteLoopLag(late, m_clock.now(), lagInterval);
}

void RunSession::endSecond()
{
    auto point = m_meter.endSecond(gauges());
    point.run = m_run;
    m_store->appendSeries(point);
    const auto now = m_clock.now();
    const auto span = m_watch.stretch(now);
    auto input = m_meter.stretch(span);
    if (input.loopLagMs >= shortestStall)
        input.loopBlockedBy = longestTurn(m_inspector->history().events(now).incidents, now - span);
    m_watch.take(judge(input), now);
    const bool steady = !std::exchange(m_pausedMeanwhile, false) && m_limiter.isHoldingBack();
    const auto told = m_watch.secondEnded(now, m_meter.lastSecond(), steady);
    if (!told)
        return;
    m_meter.mark(*told);
    if (m_notice)
        m_notice(*told);
}

std::vector<HostRow> RunSession::hosts() const
{
    auto rows = m_limiter.hosts();
    m_meter.hosts().describe(&rows);
    return rows;
}

qint64 RunSession::droppedHosts() const
{
    return m_meter.hosts().dropped();
}

void RunSession::describe(Snapshot &snapshot) const
{
    snapshot.inFlight = m_meter.inFlight();
    snapshot.limit = m_limiter.limit();
    snapshot.cpuBusy = m_steps.busy();
    snapshot.cpuSlots = m_steps.threads();
    snapshot.cpuQueue = cpuQueue();
    snapshot.cpuBatch = m_steps.batchSize();
    snapshot.children = m_steps.children();
    snapshot.steps = m_steps.stepTimes();
    snapshot.elapsed = m_clock.now() - m_begun;
    const auto &recent = m_meter.recent();
    const auto shown = std::min(recent.size(), shownSeconds);
    snapshot.recent.assign(recent.end() - static_cast<qsizetype>(shown), recent.end());
    const auto counted = std::min(recent.size(), rateSeconds);
    for (size_t i = recent.size() - counted; i < recent.size(); ++i) {
        snapshot.requestsPerSecond += recent[i].finished / static_cast<double>(counted);
        snapshot.bytesPerSecond += static_cast<double>(recent[i].bytes) / static_cast<double>(counted);
    }
    snapshot.loopLagMs = recent.empty() ? 0 : recent.back().loopLag;
    snapshot.verdict = m_inTheEnd.value_or(m_watch.shown());
}

} // namespace sluice
