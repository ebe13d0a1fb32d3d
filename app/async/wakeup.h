// A nudge for a coroutine that otherwise waits for a point in time.
#pragma once

#include "async/completion.h"
#include "async/sleep.h"

#include <optional>

namespace sluice {

/// Remembers one nudge; for one coroutine at a time, on one thread.
class Wakeup
{
public:
    /// Ends the wait that is under way, or the next one at once. Many nudges count as one.
    void nudge()
    {
        m_nudged = true;
        if (const auto waiting = std::exchange(m_waiting, {}))
            waiting->complete(Wake::Elapsed);
    }

    /// Suspends until nudged, until `timeout` has passed, or until cancelled.
    QCoro::Task<Wake> wait(Clock *clock, std::optional<Duration> timeout, CancelToken token,
                           const char *what = awaiting::nudge)
    {
        if (token.isCancelled())
            co_return Wake::Cancelled;
        if (!m_nudged) {
            const Completion<Wake> woken;
            m_waiting = woken;
            std::unique_ptr<ClockTimer> timer;
            if (timeout)
                timer = clock->singleShot(*timeout, [wake = woken.completer()] { wake.complete(Wake::Elapsed); });
            const CancelCallback onCancel(token, [woken] { woken.complete(Wake::Cancelled); });
            const auto wake = co_await woken.wait(what);
            m_waiting.reset();
            if (wake == Wake::Cancelled)
                co_return wake;
        }
        m_nudged = false;
        co_return Wake::Elapsed;
    }

private:
    bool m_nudged = false;
    std::optional<Completion<Wake>> m_waiting;
};

} // namespace sluice
