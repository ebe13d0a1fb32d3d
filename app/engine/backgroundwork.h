// One long act off the calling thread, with news on the way.
#pragma once

#include "core/duration.h"

#include <QObject>

#include <functional>
#include <memory>
#include <semaphore>
#include <stop_token>
#include <thread>

namespace sluice {

/// Runs a function on a thread of its own and brings what it has to say back to the thread that made it, in order.
/// Destruction asks the function to stop, waits for it, and drops what it had still to say.
class BackgroundWork
{
public:
    BackgroundWork() = default;
    ~BackgroundWork();

    using News = std::function<void()>;

    /// Only while nothing is running. The function polls the token at least every 10 ms or so; what it returns runs
    /// on the thread that made this, as the last of its news: from there on another may be started.
    void start(std::function<News(std::stop_token)> work);
    void requestStop() { m_thread.request_stop(); }

    /// From the function: runs on the thread that made this.
    void post(News news) const;
    /// The same, but waits while a thousand are on their way: for news of which there may be millions.
    void postInTurn(News news);
    /// From the function: whether a tenth of a second has passed since the start, or since this last said yes.
    bool isTimeForProgress();

private:
    std::unique_ptr<QObject> m_context = std::make_unique<QObject>(); // gone with us: nothing is delivered after
    bool m_running = false;
    std::chrono::steady_clock::time_point m_lastProgress;
    std::counting_semaphore<> m_turns{1000};
    std::jthread m_thread;
};

} // namespace sluice
