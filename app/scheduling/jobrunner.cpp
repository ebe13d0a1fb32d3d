#include "scheduling/jobrunner.h"

#include "async/onthreadpool.h"
#include "async/taskentry.h"
#include "core/clock.h"
#include "fetch/fetcher.h"
#include "fetch/redirect.h"
#include "limits/retrypolicy.h"
#include "processing/steprunner.h"
#include "scheduling/jobtrace.h"
#include "scheduling/keptbody.h"
#include "scheduling/limiter.h"
#include "store/jobsource.h"
#include "telemetry/runmeter.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace sluice {

/// A body on its way from the network to the disk.
struct JobRunner::Processed
{
    Body body;
    std::vector<Keepsake> keepsakes;
    SemaphorePermit place; ///< held until nothing of this body is in memory any more
};

JobRunner::JobRunner(const Tools &tools, RunPlan plan)
    : m_tools(tools), m_plan(std::move(plan)), m_begun(tools.clock->wallNow())
{
}

/// Since its last attempt ended, or since this run began: first it had to pause, then nobody asked for it.
WaitTimes JobRunner::waitsBefore(const Job &job) const
{
    WaitTimes waits;
    if (!job.dueAt)
        return waits;
    const auto since = std::max(job.lastEnded.value_or(*job.dueAt), m_begun);
    const auto due = std::max(*job.dueAt, since);
    waits.add(job.askedToWait ? WaitReason::RetryAfter : WaitReason::Backoff, due - since);
    waits.add(WaitReason::GlobalSlot, std::max(m_tools.clock->wallNow() - due, Duration::zero()));
    return waits;
}

/// One that a run before this began.
void JobRunner::notePause(const Job &job)
{
    if (!job.dueAt || job.lastEnded.value_or(m_begun) > m_begun)
        return;
    const auto ago = m_tools.clock->wallNow() - std::max(*job.dueAt, m_begun);
    m_tools.meter->earlierPauseEnded(m_tools.clock->now() - std::max(ago, Duration::zero()));
}

QCoro::Task<> JobRunner::run(Job job, CancelToken admission, CancelToken work)
{
    const auto before = waitsBefore(job);
    notePause(job);
    auto permit = co_await m_tools.limiter->acquire(job.host, admission);
    if (!permit) {
        m_tools.source->release(job.id);
        co_return;
    }
    if (!m_tools.source->mayBegin(job.id))
        co_return; // taken back while it waited
    const auto admitted = m_tools.clock->now();
    m_tools.meter->admitted(admitted);
    JobTrace trace(m_tools.clock, &m_tools.meter->gauge(), admitted);
    Attempt attempt(job);
    attempt.record.waits = before;
    attempt.record.waits += permit.waits();
    attempt.record.startedAt = m_tools.clock->wallNow();
    m_tools.source->markRunning(job.id, attempt.record.startedAt);

    auto *const tracing = &trace;
    const auto ended = co_await carryOut(job, &attempt, tracing, &permit, work);

    const auto over = m_tools.clock->now();
    attempt.finish(ended, trace.end(over)); // what follows is the project file's time
    m_tools.meter->attemptEnded(attempt.sample(), over);
    const bool diskRefused = ended.failed() && ended.error().kind == ErrorKind::Storage;
    const bool unfinished = ended.cancelled() || diskRefused;
    if (!unfinished)
        decide(attempt, job, ended); // may cool the host, so before its place is free again
    leave(&permit, over);
    if (unfinished) {
        m_tools.source->release(job.id);
        if (diskRefused && m_trouble)
            m_trouble(ended.error());
        co_return;
    }
    if (m_listener) {
        if (attempt.record.finalUrl.isEmpty())
            attempt.record.finalUrl = job.url.toString(QUrl::FullyEncoded);
        m_listener(attempt.record);
    }
    co_await m_tools.source->record(std::move(attempt.record), work);
}

/// Fetch, process, keep: the first that fails or is cancelled ends it.
QCoro::Task<Result<void>> JobRunner::carryOut(Job job, Attempt *attempt, JobTrace *trace, Permit *permit,
                                              CancelToken token)
{
    KeptBody kept(m_plan, job, m_tools.meter, trace);
    if (!job.host.isLocal()) {
        auto fetched = co_await fetchFollowing(job, attempt, trace, permit, &kept, token);
        if (!fetched)
            co_return fetched;
    }
    attempt->phase = WaitReason::Disk;
    auto content = kept.content(attempt->record.contentType);
    if (!content)
        co_return content.error();
    Processed made{std::move(content).value(), {}, {}};
    if (job.host.isLocal()) {
        attempt->record.bytes = QFileInfo(made.body.file).size();
        attempt->record.contentType = made.body.contentType;
    }
    if (!m_plan.steps->empty()) {
        auto processed = co_await process(job, attempt, trace, permit, &made, token);
        if (!processed)
            co_return processed;
    }
    if (kept.isToBeKept() || !made.keepsakes.empty()) {
        trace->enter(WaitReason::Disk, m_tools.clock->now());
        attempt->phase = WaitReason::Disk;
        std::function<Result<QString>(CancelToken)> keep = [&kept, &made](CancelToken) {
            return kept.keep(made.body, made.keepsakes);
        };
        const auto path = co_await onThreadPool<QString>(m_tools.disk, token, std::move(keep), awaiting::disk);
        trace->enter(WaitReason::Engine, m_tools.clock->now());
        if (!path)
            co_return path.cancelled() ? Result<void>(Cancelled{}) : Result<void>(path.error());
        attempt->record.path = path.value();
    }
    co_return success();
}

/// Waits for a place before the computing threads; with it in hand, the place in flight is free for others.
QCoro::Task<Result<void>> JobRunner::process(Job job, Attempt *attempt, JobTrace *trace, Permit *permit,
                                             Processed *made, CancelToken token)
{
    const auto asked = m_tools.clock->now();
    trace->begin(WaitReason::CpuQueue, asked);
    const auto bytes = made->body.data.size();
    auto found = co_await m_tools.steps->place(bytes, token);
    made->place = std::move(found);
    if (!made->place)
        co_return Cancelled{};
    const auto placed = m_tools.clock->now();
    leave(permit, placed);
    StepSpans spans;
    StepInput input{std::move(made->body), QJsonDocument::fromJson(job.extra).object(), job.id, job.url,
                    QUrl::fromEncoded(attempt->record.finalUrl.toLatin1())};
    auto processed = co_await m_tools.steps->run(m_plan.steps, std::move(input), token, &spans);
    WaitTimes stretch;
    stretch.add(WaitReason::CpuQueue, (placed - asked) + spans.queued);
    stretch.add(WaitReason::CpuRun, spans.ran);
    stretch.add(WaitReason::Child, spans.child);
    trace->resolve(stretch);
    attempt->phase = spans.child > Duration::zero() ? WaitReason::Child : WaitReason::CpuRun;
    if (!processed)
        co_return processed.cancelled() ? Result<void>(Cancelled{}) : Result<void>(processed.error());
    attempt->record.columns = processed.value().columns;
    made->body = std::move(processed.value().body);
    made->keepsakes = std::move(processed.value().keepsakes);
    co_return success();
}

/// Every hop takes its turn under the limits of its own host.
QCoro::Task<Result<void>> JobRunner::fetchFollowing(Job job, Attempt *attempt, JobTrace *trace, Permit *permit,
                                                    BodySink *sink, CancelToken token)
{
    FetchRequest request{job.url, "GET", m_plan.headers, {}, m_plan.limits.maxBodyBytes};
    auto timeLeft = m_plan.limits.attemptTimeout;
    for (int hop = 0; hop <= maxRedirects; ++hop) {
        const auto begun = m_tools.clock->now();
        request.deadlines = {m_plan.limits.connectTimeout, m_plan.limits.idleTimeout, timeLeft};
        trace->begin(WaitReason::Dns, begun);
        const auto report = co_await m_tools.fetcher->fetch(request, sink, token);
        attempt->phase = trace->current();
        trace->resolve(spansOf(report.response.timings));
        attempt->addHop(request.url, report, m_tools.clock->wallNow());
        if (report.ending.failed())
            attempt->phase = failurePhase(report.ending.error().kind, attempt->phase);
        if (!report.ending)
            co_return report.ending;
        attempt->phase = WaitReason::FirstByte; // from here on, what the response says is at fault
        auto next = redirectOf(job.url, request, report.response);
        if (next.failed())
            co_return next.error();
        if (!next.value())
            co_return judgeStatus(request, report.response);
        request = std::move(*next.value());
        const auto answered = m_tools.clock->now();
        timeLeft = std::max(timeLeft - (answered - begun), Duration(1));
        leave(permit, answered); // every hop is a start under the rate; and one host's place held while waiting for
                                 // another's could block both
        auto host = HostKey::of(request.url);
        trace->beginElsewhere(WaitReason::HostSlot);
        if (auto *task = TaskEntry::current())
            task->describe(host.name, attempt->record.attempt);
        auto moved = co_await m_tools.limiter->acquire(std::move(host), token, Limiter::Turn::Ahead);
        trace->resolve(moved.waits());
        if (!moved)
            co_return Cancelled{};
        m_tools.meter->admitted(m_tools.clock->now());
        *permit = std::move(moved);
    }
    co_return Error{ErrorKind::Protocol,
                    tr("More than %1 redirects: the addresses seem to lead in a circle.").arg(maxRedirects)};
}

/// The one decision that every ending passes through.
void JobRunner::decide(Attempt &attempt, const Job &job, const Result<void> &ended)
{
    const auto kind = ended.failed() ? std::optional(ended.error().kind) : std::nullopt;
    const Ending ending{ended.outcome(), kind, attempt.record.status, attempt.retryAfter, true};
    const auto decision = decideRetry(ending, job.attempts + 1, m_plan.limits, *m_tools.random);
    m_tools.limiter->coolDown(attempt.host, decision.hostCooldown);
    if (ended) {
        attempt.record.state = JobState::Succeeded;
    } else if (decision.retry) {
        attempt.record.state = JobState::Retrying;
        attempt.record.dueAt = m_tools.clock->wallNow() + decision.delay;
        attempt.record.askedToWait = decision.hostCooldown > Duration::zero() || attempt.retryAfter.has_value();
        m_tools.meter->pauses(attempt.record.askedToWait ? WaitReason::RetryAfter : WaitReason::Backoff,
                              decision.delay);
        return;
    } else {
        attempt.record.state = JobState::Failed;
    }
    m_tools.meter->jobEnded(ended.outcome());
}

void JobRunner::leave(Permit *permit, TimePoint now)
{
    if (!*permit)
        return;
    permit->release();
    m_tools.meter->left(now);
}

} // namespace sluice
