#include "processing/child/childpool.h"

#include <QCoreApplication>

#include <algorithm>
#include <csignal>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ChildPool", text);
}

constexpr int repeatsOfKilled = 2;

/// By somebody else's hand, or the system's for want of memory; not for what it did.
bool wasKilled(const std::optional<ChildEnd> &end)
{
    return end && (end->signal == SIGKILL || end->signal == SIGTERM || end->signal == SIGHUP || end->signal == SIGINT);
}

QString obituary(const std::optional<ChildEnd> &end, const QString &lastWords, const ChildLimits &limits)
{
    if (end && end->signal == SIGXCPU)
        return tr("it computed for more than %1 s and was ended").arg(seconds(limits.time));
    const auto how = end ? endingInWords(*end) : tr("gave no sensible answer");
    const auto what =
        tr("its child process, which may use %1 MiB of memory, %2").arg(limits.memoryBytes >> 20).arg(how);
    return lastWords.isEmpty() ? what : what + QLatin1StringView(": ") + lastWords;
}

} // namespace

void ChildPool::setLimits(const ChildLimits &limits)
{
    const std::lock_guard lock(m_mutex);
    if (limits == m_limits)
        return;
    m_limits = limits;
    endIdle();
}

ChildLimits ChildPool::limits() const
{
    const std::lock_guard lock(m_mutex);
    return m_limits;
}

void ChildPool::clear()
{
    const std::lock_guard lock(m_mutex);
    endIdle();
}

/// With the mutex held.
void ChildPool::endIdle()
{
    for (const auto &idle : m_idle)
        std::erase(m_alive, idle.worker.get());
    m_idle.clear();
}

void ChildPool::noLongerAlive(const ChildWorker *worker)
{
    const std::lock_guard lock(m_mutex);
    std::erase(m_alive, worker);
}

int ChildPool::children() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_alive.size());
}

Duration ChildPool::cpuTime() const
{
    const std::lock_guard lock(m_mutex);
    Duration sum{};
    for (const auto *worker : m_alive)
        sum += worker->cpuTime();
    return sum;
}

Result<std::unique_ptr<ChildWorker>> ChildPool::take(const QByteArray &recipe)
{
    std::unique_lock lock(m_mutex);
    const auto found = std::ranges::find(m_idle, recipe, &Idle::recipe);
    if (found != m_idle.end()) {
        auto worker = std::move(found->worker);
        m_idle.erase(found);
        return worker;
    }
    const ChildSetup setup{recipe, m_folders, m_limits};
    lock.unlock();
    auto started = ChildWorker::start(m_program, setup);
    lock.lock();
    if (started)
        m_alive.push_back(started.value().get());
    return started;
}

void ChildPool::giveBack(const QByteArray &recipe, std::unique_ptr<ChildWorker> worker)
{
    const std::lock_guard lock(m_mutex);
    if (worker->limits() == m_limits)
        m_idle.push_back({recipe, std::move(worker)});
    else
        std::erase(m_alive, worker.get());
}

void ChildPool::run(const Stretch &steps, std::span<StepWork *> works)
{
    runOnce(steps, works, repeatsOfKilled);
}

void ChildPool::runOnce(const Stretch &steps, std::span<StepWork *> works, int repeats)
{
    auto worker = take(steps.recipe);
    if (!worker) {
        for (auto *work : works)
            work->state = Error{worker.error().kind, steps.names + QLatin1StringView(": ") + worker.error().message};
        return;
    }
    const auto ending = worker.value()->work(works);
    if (ending == ChildWorker::Ending::Answered) {
        giveBack(steps.recipe, std::move(worker).value());
        return;
    }
    noLongerAlive(worker.value().get());
    settle(steps, worker.value().get(), ending, repeats);
}

/// Who is left after a child's end: the one at fault is found by giving each a child of its own.
void ChildPool::settle(const Stretch &steps, ChildWorker *dead, ChildWorker::Ending ending, int repeats)
{
    auto left = dead->left();
    if (ending == ChildWorker::Ending::Cancelled) {
        for (auto *work : left)
            work->state = Cancelled{};
        return;
    }
    const auto end = ending == ChildWorker::Ending::Died ? dead->end() : std::nullopt;
    if (left.size() > 1 || (repeats > 0 && wasKilled(end))) {
        const int repeatsLeft = left.size() > 1 ? repeats : repeats - 1;
        for (auto &work : left)
            runOnce(steps, {&work, 1}, repeatsLeft);
        return;
    }
    const auto sentence = ending == ChildWorker::Ending::TimedOut ? tr("it did nothing for so long that it was ended")
                                                                  : obituary(end, dead->lastWords(), limits());
    for (auto *work : left)
        work->state = Error{ErrorKind::Step, steps.names + QLatin1StringView(": ") + sentence};
}

} // namespace sluice
