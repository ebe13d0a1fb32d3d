#include "store/backlog.h"

namespace sluice {

constexpr int lowMark = 10'000;

static TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::steady_clock::now());
}

Backlog::Backlog() : m_gauge(now()) {}

void Backlog::add()
{
    const std::lock_guard lock(m_mutex);
    m_gauge.enter(WaitReason::Commit, now());
    ++m_count;
}

Duration Backlog::waited() const
{
    const std::lock_guard lock(m_mutex);
    return m_gauge.reading(now()).of(WaitReason::Commit);
}

void Backlog::remove(int records)
{
    const std::lock_guard lock(m_mutex);
    m_gauge.leave(WaitReason::Commit, now(), records);
    m_count -= records;
    relieve();
}

void Backlog::setFailing(bool failing)
{
    const std::lock_guard lock(m_mutex);
    m_failing = failing;
    relieve();
}

int Backlog::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_waiting.size());
}

bool Backlog::shouldWait() const
{
    return m_count > mark || m_failing;
}

std::optional<Backlog::Ticket> Backlog::enter(const Completer<bool> &relieved)
{
    const std::lock_guard lock(m_mutex); // who takes it away must take it too
    if (!shouldWait())
        return std::nullopt;
    m_waiting.emplace(++m_next, relieved);
    return m_next;
}

void Backlog::leave(Ticket ticket)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.erase(ticket);
}

void Backlog::relieve()
{
    if (m_failing || m_count >= lowMark)
        return;
    for (const auto &[ticket, relieved] : std::exchange(m_waiting, {}))
        relieved.complete(true);
}

} // namespace sluice
