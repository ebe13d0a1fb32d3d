#include "scheduling/permit.h"

#include "scheduling/limiter.h"

namespace sluice {

Permit &Permit::operator=(Permit &&other) noexcept
{
    release();
    m_limiter = std::exchange(other.m_limiter, nullptr);
    m_holder = other.m_holder;
    m_host = std::move(other.m_host);
    m_waits = other.m_waits;
    return *this;
}

void Permit::release()
{
    if (!m_limiter)
        return;
    if (m_holder)
        m_holder->addHeld(-1);
    std::exchange(m_limiter, nullptr)->release(m_host);
}

} // namespace sluice
