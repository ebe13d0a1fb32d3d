#include "engine/backgroundwork.h"

#include <QMetaObject>

namespace sluice {

BackgroundWork::~BackgroundWork()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void BackgroundWork::start(std::function<News(std::stop_token)> work)
{
    Q_ASSERT(!m_running);
    if (m_thread.joinable())
        m_thread.join(); // it has already said its last word
    m_running = true;
    m_lastProgress = std::chrono::steady_clock::now();
    m_thread = std::jthread([this, work = std::move(work)](std::stop_token stop) {
        post([this, last = work(stop)] {
            m_running = false;
            last();
        });
    });
}

void BackgroundWork::post(News news) const
{
    QMetaObject::invokeMethod(m_context.get(), std::move(news), Qt::QueuedConnection);
}

void BackgroundWork::postInTurn(News news)
{
    while (!m_turns.try_acquire_for(std::chrono::milliseconds(100))) {
        if (m_thread.get_stop_token().stop_requested())
            return; // nobody will listen any more
    }
    post([this, news = std::move(news)] {
        m_turns.release();
        news();
    });
}

bool BackgroundWork::isTimeForProgress()
{
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastProgress < std::chrono::milliseconds(100))
        return false;
    m_lastProgress = now;
    return true;
}

} // namespace sluice
