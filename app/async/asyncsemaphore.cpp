#include "async/asyncsemaphore.h"

namespace sluice {

SemaphorePermit &SemaphorePermit::operator=(SemaphorePermit &&other) noexcept
{
    release();
    m_semaphore = std::exchange(other.m_semaphore, nullptr);
    return *this;
}

void SemaphorePermit::release()
{
    if (m_semaphore)
        std::exchange(m_semaphore, nullptr)->release();
}

AsyncSemaphore::AsyncSemaphore(int limit) : m_limit(limit)
{
    Q_ASSERT(limit >= 1);
}

AsyncSemaphore::~AsyncSemaphore()
{
    Q_ASSERT_X(m_held == 0 && m_waiters.empty(), "AsyncSemaphore", "destroyed while in use");
}

QCoro::Task<SemaphorePermit> AsyncSemaphore::acquire(CancelToken token, const char *what)
{
    if (token.isCancelled())
        co_return SemaphorePermit();
    if (m_held < m_limit) { // then nobody waits: admit() sees to it at every change
        ++m_held;
        co_return SemaphorePermit(this);
    }
    const Completion<bool> turn;
    bool inLine = true;
    const auto place = m_waiters.insert(m_waiters.end(), {turn.completer(), &inLine});
    // once admitted it keeps its permit, even if it is cancelled before it resumes: none gets lost between the two
    const CancelCallback onCancel(token, [this, turn, place, &inLine] {
        if (!std::exchange(inLine, false))
            return;
        turn.complete(false);
        m_waiters.erase(place);
    });
    const auto admitted = co_await turn.wait(what);
    co_return admitted ? SemaphorePermit(this) : SemaphorePermit();
}

void AsyncSemaphore::setLimit(int limit)
{
    Q_ASSERT(limit >= 1);
    m_limit = limit;
    admit();
}

void AsyncSemaphore::release()
{
    --m_held;
    admit();
}

void AsyncSemaphore::admit()
{
    while (m_held < m_limit && !m_waiters.empty()) {
        ++m_held; // before it resumes, so that a newcomer cannot slip in between
        *m_waiters.front().inLine = false;
        m_waiters.front().turn.complete(true);
        m_waiters.pop_front();
    }
}

} // namespace sluice
