#include "store/backlog.h"

namespace sluice {

constexpr int highMark = 20'000; // about a second of a fast run: some ten megabytes
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

bool Backlog::shouldWait() const
{
    return m_count > highMark || m_failing;
}

std::optional<Backlog::Ticket> Backlog::enter(const Completion<bool> &relieved)
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
