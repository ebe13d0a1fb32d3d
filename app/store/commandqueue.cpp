#include "store/commandqueue.h"

namespace sluice {

constexpr size_t fullBatch = 4096; // worth waking a gathering writer for

void CommandQueue::push(Command command)
{
    const bool urgent = !std::holds_alternative<Change>(command);
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
        m_urgent = m_urgent || urgent;
        wake = m_idle || urgent || m_commands.size() == fullBatch;
        m_idle = false;
    }
    if (wake)
        m_wake.notify_one();
}

std::vector<Command> CommandQueue::take()
{
    std::unique_lock lock(m_mutex);
    m_idle = true;
    m_wake.wait(lock, [this] { return !m_commands.empty() || m_retry || m_closed; });
    m_idle = false;
    m_urgent = false;
    return std::exchange(m_commands, {});
}

std::vector<Command> CommandQueue::gather(std::chrono::steady_clock::time_point deadline)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, deadline, [this] { return m_urgent || m_commands.size() >= fullBatch || m_closed; });
    m_urgent = false;
    return std::exchange(m_commands, {});
}

void CommandQueue::retry()
{
    const std::lock_guard lock(m_mutex);
    m_retry = true;
    m_wake.notify_one();
}

void CommandQueue::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_wake.notify_one();
}

bool CommandQueue::takeRetry()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_retry, false);
}

bool CommandQueue::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed;
}

} // namespace sluice
