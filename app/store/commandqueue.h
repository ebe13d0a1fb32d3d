// The way from every thread to the writer.
#pragma once

#include "store/command.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace sluice {

/// First in, first out; handed over in whole batches. Changes do not wake a writer that is gathering a batch,
/// requests always do. Any thread may push; one thread takes.
class CommandQueue
{
public:
    void push(Command command);

    /// Waits for anything at all.
    std::vector<Command> take();
    /// Waits until the deadline for requests, and takes what gathered meanwhile, maybe nothing.
    std::vector<Command> gather(std::chrono::steady_clock::time_point deadline);

    void retry(); ///< makes take() return, maybe with nothing
    void close(); ///< the same, from now on

    bool takeRetry(); ///< whether retry() was called since the last time
    bool isClosed() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Command> m_commands;
    bool m_idle = false;   // the writer waits for anything
    bool m_urgent = false; // something in it is waited for
    bool m_retry = false;
    bool m_closed = false;
};

} // namespace sluice
