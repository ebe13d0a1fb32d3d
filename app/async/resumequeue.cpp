#include "async/resumequeue.h"

#include "async/taskturn.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>

namespace sluice {

static QEvent::Type resumeEvent()
{
    static const auto type = static_cast<QEvent::Type>(QEvent::registerEventType());
    return type;
}

const std::shared_ptr<ResumeQueue> &ResumeQueue::ofThisThread()
{
    struct Own
    {
        ~Own() { queue->close(); } // those in it own it in turn
        std::shared_ptr<ResumeQueue> queue = std::make_shared<ResumeQueue>();
    };
    thread_local const Own own;
    return own.queue;
}

void ResumeQueue::push(std::shared_ptr<Resumable> next)
{
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        first = m_next.empty();
        m_next.push_back(std::move(next));
    }
    if (first)
        QCoreApplication::postEvent(this, new QEvent(resumeEvent()));
}

void ResumeQueue::close()
{
    std::vector<std::shared_ptr<Resumable>> forgotten; // goes after the lock
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    forgotten.swap(m_next);
}

bool ResumeQueue::event(QEvent *event)
{
    if (event->type() != resumeEvent())
        return QObject::event(event);
    auto current = std::exchange(m_current, {}); // a nested event loop may come back here
    {
        const std::lock_guard lock(m_mutex);
        current.swap(m_next);
    }
    TaskTurn turn;
    for (size_t i = 0; i < current.size(); ++i) {
        if (i + 1 < current.size())
            current[i + 1]->wait.prefetch();
        turn.resume(current[i]->wait);
        std::exchange(current[i], {})->resume();
    }
    current.clear();
    m_current = std::move(current);
    return true;
}

} // namespace sluice
