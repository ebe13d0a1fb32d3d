// How far the writer is behind, and who waits for it.
#pragma once

#include "async/completion.h"
#include "core/waitgauge.h"

#include <atomic>
#include <map>
#include <mutex>

namespace sluice {

/// Counts records handed in and not committed. Above the high mark, or while nothing can be written, those who
/// hand in more should wait; they go on when it is below the low mark and written again. Any thread.
class Backlog
{
public:
    Backlog();

    using Ticket = quint64;

    void add();
    void remove(int records);
    void setFailing(bool failing);
    int count() const { return m_count; }
    int waiting() const; ///< in line
    /// Who hands in more than that waits: about a second of a fast run, some ten megabytes.
    static constexpr int mark = 20'000;
    /// Between being handed in and committed, so far, by all records together.
    Duration waited() const;

    bool shouldWait() const;

    /// A place in the line, unless it is not needed any more.
    std::optional<Ticket> enter(const Completer<bool> &relieved);
    void leave(Ticket ticket);

private:
    void relieve(); // with the lock held

    mutable std::mutex m_mutex;
    WaitGauge m_gauge;
    std::map<Ticket, Completer<bool>> m_waiting;
    Ticket m_next = 0;
    std::atomic<int> m_count = 0;
    std::atomic<bool> m_failing = false;
};

} // namespace sluice
