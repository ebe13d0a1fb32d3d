#pragma once

#include "async/canceltoken.h"
#include "async/completion.h"

#include <QCoroTask>

#include <list>

namespace sluice {

class AsyncSemaphore;

/// The right to one place; gives it back when it goes. False when the wait was cancelled.
class [[nodiscard]] SemaphorePermit
{
public:
    SemaphorePermit() = default;
    SemaphorePermit(SemaphorePermit &&other) noexcept : m_semaphore(std::exchange(other.m_semaphore, nullptr)) {}
    SemaphorePermit &operator=(SemaphorePermit &&other) noexcept;
    ~SemaphorePermit() { release(); }

    explicit operator bool() const { return m_semaphore != nullptr; }
    void release();

private:
    friend class AsyncSemaphore;
    explicit SemaphorePermit(AsyncSemaphore *semaphore) : m_semaphore(semaphore) {}

    AsyncSemaphore *m_semaphore = nullptr;
};

/// Counts places; whoever finds none waits in order of arrival. One thread, cancelling included; must outlive its
/// permits and its waiters.
/// The limit may change at any moment: raised, waiters go on at once; lowered, holders keep what they
/// have and nobody is admitted until enough came back.
class AsyncSemaphore
{
public:
    explicit AsyncSemaphore(int limit);
    ~AsyncSemaphore();
    AsyncSemaphore(const AsyncSemaphore &) = delete;
    AsyncSemaphore &operator=(const AsyncSemaphore &) = delete;

    /// `what` names the place for the task inspector. An empty permit means cancelled. Does not suspend when a place is
    /// free and nobody waits.
    QCoro::Task<SemaphorePermit> acquire(CancelToken token, const char *what = awaiting::aPlace);

    void setLimit(int limit); ///< >= 1
    int limit() const { return m_limit; }
    int held() const { return m_held; }
    int waiting() const { return static_cast<int>(m_waiters.size()); }

private:
    friend class SemaphorePermit;

    struct Waiter
    {
        Completer<bool> turn; ///< true: admitted, false: cancelled
        bool *inLine;         ///< in the waiter's frame; false once either was decided
    };

    void release();
    void admit();

    int m_limit;
    int m_held = 0;
    std::list<Waiter> m_waiters; // a list: those who are cancelled leave from anywhere
};

} // namespace sluice
