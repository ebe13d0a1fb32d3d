#include "scheduling/scheduler.h"

#include "scheduling/limiter.h"

namespace sluice {

namespace {

constexpr int smallestWindow = 256;
constexpr int largestWaiting = 50'000; // cooling hosts included

} // namespace

Scheduler::Scheduler(Clock *clock, JobSource *source, Limiter *limiter, JobRunner *runner, TaskRegistry *tasks)
    : m_clock(clock)
    , m_source(source)
    , m_limiter(limiter)
    , m_runner(runner)
    , m_admission(m_work.token())
    , m_jobs(QStringLiteral("jobs"), m_work.token(), tasks)
{
}

int Scheduler::enoughForHost() const
{
    return std::clamp(4 * m_limiter->perHost(), 8, 256);
}

/// How many more jobs may wait in memory.
int Scheduler::room() const
{
    const int window = std::max(smallestWindow, 8 * m_limiter->limit());
    return std::min(window - m_limiter->waitingToStart(), largestWaiting - m_limiter->waiting());
}

QCoro::Task<Result<Claim>> Scheduler::claimMore()
{
    auto crowded = m_limiter->crowdedHosts(enoughForHost());
    ClaimRequest request{room(), enoughForHost(), m_clock->wallNow(), std::move(crowded)};
    m_mayFindMore = false;
    m_listEnded = false;
    auto claim = co_await m_source->claim(std::move(request));
    if (claim.failed() && m_trouble)
        m_trouble(claim.error());
    co_return claim;
}

QCoro::Task<RunEnding> Scheduler::run()
{
    const auto token = m_admission.token();
    while (!token.isCancelled()) {
        std::optional<Duration> patience;
        if (m_mayFindMore && room() > 0) {
            const bool wasIdle = m_jobs.remaining() == 0;
            const auto claim = co_await claimMore();
            if (claim) {
                m_listEnded = claim.value().exhausted;
                for (const auto &job : claim.value().jobs)
                    m_jobs.spawn(TaskLabel{"job", number(job.id), job.host.name, job.lastAttempt + 1},
                                 [&](CancelToken own) { return runOne(job, own); });
                if (!claim.value().jobs.empty() && m_limiter->inFlight() < m_limiter->limit()) {
                    m_mayFindMore = true; // places are left, and no job need end before they are filled
                    continue;
                }
                if (claim.value().jobs.empty() && claim.value().exhausted && wasIdle && !m_mayFindMore)
                    break;
                if (claim.value().nextDue)
                    patience =
                        std::max(*claim.value().nextDue - m_clock->wallNow(), Duration(std::chrono::milliseconds(1)));
            }
        }
        const auto wake = co_await m_changed.wait(m_clock, patience, token, awaiting::moreJobs);
        m_mayFindMore = m_mayFindMore || wake == Wake::Elapsed;
    }
    const bool stopped = token.isCancelled();
    co_await m_jobs.join();
    co_return stopped ? RunEnding::Stopped : RunEnding::Finished;
}

/// `own` is a child of the scope's token: cancelled alone, the job is not to be run again.
/// When the job's host has run half dry, or the job was the last, there may be more to claim.
QCoro::Task<> Scheduler::runOne(Job job, CancelToken own)
{
    const auto host = job.host;
    const auto id = job.id;
    CancelSource admission(m_admission.token());
    const CancelCallback onOwn(own, [&admission] { admission.cancel(); });
    const auto mayStart = admission.token();
    co_await m_runner->run(std::move(job), mayStart, own);
    if (own.isCancelled() && !m_work.token().isCancelled())
        m_source->cancel(id); // it was given back a moment ago, unless it had just ended
    if (m_limiter->waitingFor(host) <= enoughForHost() / 2 || m_jobs.remaining() <= 1)
        nudge();
}

void Scheduler::nudge()
{
    m_mayFindMore = true;
    m_changed.nudge();
}

void Scheduler::drain()
{
    m_admission.cancel();
}
void Scheduler::stop()
{
    m_work.cancel();
}

} // namespace sluice
