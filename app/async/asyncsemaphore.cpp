#include "async/asyncsemaphore.h"

#include <algorithm>

namespace sluice {

struct AsyncSemaphore::Waiter
{
    Completion<bool> turn;
    bool decided = false; // admitted or cancelled, though its coroutine may not have resumed yet
};

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

AsyncSemaphore::AsyncSemaphore(int limit) : m_limit(limit) { Q_ASSERT(limit >= 1); }

AsyncSemaphore::~AsyncSemaphore() { Q_ASSERT_X(m_held == 0, "AsyncSemaphore", "destroyed with permits out"); }

QCoro::Task<SemaphorePermit> AsyncSemaphore::acquire(CancelToken token)
{
    if (token.isCancelled())
        co_return SemaphorePermit();
    if (m_held < m_limit && waiting() == 0) {
        ++m_held;
        co_return SemaphorePermit(this);
    }
    const auto waiter = std::make_shared<Waiter>();
    m_waiters.push_back(waiter);
    const CancelCallback onCancel(token, [waiter] {
        if (!std::exchange(waiter->decided, true))
            waiter->turn.complete(false);
    });
    const auto admitted = co_await waiter->turn.wait();
    co_return admitted ? SemaphorePermit(this) : SemaphorePermit();
}

void AsyncSemaphore::setLimit(int limit)
{
    Q_ASSERT(limit >= 1);
    m_limit = limit;
    admit();
}

int AsyncSemaphore::waiting() const
{
    return static_cast<int>(std::ranges::count_if(m_waiters, [](const auto &waiter) { return !waiter->decided; }));
}

void AsyncSemaphore::release()
{
    --m_held;
    admit();
}

void AsyncSemaphore::admit()
{
    while (!m_waiters.empty()) {
        const auto waiter = m_waiters.front();
        if (!waiter->decided) {
            if (m_held >= m_limit)
                return;
            waiter->decided = true;
            ++m_held; // before it resumes, so that a newcomer cannot slip in between
            waiter->turn.complete(true);
        }
        m_waiters.pop_front();
    }
}

} // namespace sluice
