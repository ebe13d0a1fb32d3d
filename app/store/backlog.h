// How far the writer is behind, and who waits for it.
#pragma once

#include "async/completion.h"

#include <atomic>
#include <map>
#include <mutex>

namespace sluice {

/// Counts records handed in and not committed. Above the high mark, or while nothing can be written, those who
/// hand in more should wait; they go on when it is below the low mark and written again. Any thread.
class Backlog
{
public:
    using Ticket = quint64;

    void add() { ++m_count; }
    void remove(int records);
    void setFailing(bool failing);
    int count() const { return m_count; }

    bool shouldWait() const;

    /// A place in the line, unless it is not needed any more.
    std::optional<Ticket> enter(const Completion<bool> &relieved);
    void leave(Ticket ticket);

private:
    void relieve(); // with the lock held

    std::mutex m_mutex;
    std::map<Ticket, Completion<bool>> m_waiting;
    Ticket m_next = 0;
    std::atomic<int> m_count = 0;
    std::atomic<bool> m_failing = false;
};

} // namespace sluice
