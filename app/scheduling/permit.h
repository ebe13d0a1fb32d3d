#pragma once

#include "async/taskentry.h"
#include "core/hostkey.h"
#include "core/waitreason.h"

#include <utility>

namespace sluice {

class Limiter;

/// The right to have one request in flight on one host; gives the places back when it goes.
/// Empty when the wait was cancelled: then it has only its waits. A local in the coroutine that uses it, never a
/// parameter.
class [[nodiscard]] Permit
{
public:
    Permit() = default;
    explicit Permit(const WaitTimes &waits) : m_waits(waits) {}
    Permit(Permit &&other) noexcept
        : m_limiter(std::exchange(other.m_limiter, nullptr))
        , m_holder(other.m_holder)
        , m_host(std::move(other.m_host))
        , m_waits(other.m_waits)
    {
    }
    Permit &operator=(Permit &&other) noexcept;
    ~Permit() { release(); }

    explicit operator bool() const { return m_limiter != nullptr; }
    void release();

    /// What it was waited for, by reason.
    const WaitTimes &waits() const { return m_waits; }

private:
    friend class Limiter;
    Permit(Limiter *limiter, HostKey host, const WaitTimes &waits)
        : m_limiter(limiter), m_holder(TaskEntry::current()), m_host(std::move(host)), m_waits(waits)
    {
        if (m_holder)
            m_holder->addHeld(1);
    }

    Limiter *m_limiter = nullptr;
    TaskEntry *m_holder = nullptr; ///< the task that asked for it; the permit goes before it ends
    HostKey m_host;
    WaitTimes m_waits;
};

} // namespace sluice
