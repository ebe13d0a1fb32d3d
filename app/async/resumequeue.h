// The way back into a thread's event loop, one event for as many as have gathered.
#pragma once

#include "async/taskwait.h"

#include <QObject>

#include <memory>
#include <mutex>
#include <vector>

namespace sluice {

/// Something that goes on from the event loop of its thread.
class Resumable
{
public:
    virtual ~Resumable() = default;
    virtual void resume() = 0; ///< on the queue's thread

    TaskWait wait; ///< of the task that goes on then
};

/// First in, first out. What is queued while others resume has its turn in the next event, so that sockets and timers
/// are never starved. Whoever resumes must not run an event loop of its own to wait for another of the same event: that
/// one waits for it. A thread whose event loop has ended resumes nobody.
class ResumeQueue final : public QObject
{
public:
    /// That of the calling thread, which must run an event loop.
    static const std::shared_ptr<ResumeQueue> &ofThisThread();

    /// Any thread.
    void push(std::shared_ptr<Resumable> next);

    /// Forgets whoever is left, and whoever comes: the thread ends.
    void close();

protected:
    bool event(QEvent *event) override;

private:
    std::mutex m_mutex;
    bool m_closed = false;
    std::vector<std::shared_ptr<Resumable>> m_next;
    std::vector<std::shared_ptr<Resumable>> m_current; // keeps its memory from one event to the next
};

} // namespace sluice
