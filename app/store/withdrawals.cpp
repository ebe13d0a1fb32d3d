#include "store/withdrawals.h"

namespace sluice {

bool Withdrawals::begin(JobId job)
{
    const std::lock_guard lock(m_mutex);
    if (drop(number(job)))
        return false;
    m_begun.insert(number(job));
    return true;
}

bool Withdrawals::release(JobId job)
{
    const std::lock_guard lock(m_mutex);
    if (m_begun.contains(number(job)))
        return true;
    if (drop(number(job)))
        return false;
    m_begun.insert(number(job)); // nobody holds it any more who could be told that it was taken back
    return true;
}

bool Withdrawals::withdraw(JobId job)
{
    const std::lock_guard lock(m_mutex);
    if (m_begun.contains(number(job)))
        return false;
    ++m_withdrawn[number(job)];
    return true;
}

void Withdrawals::end(JobId job)
{
    const std::lock_guard lock(m_mutex);
    m_begun.erase(number(job));
}

/// One of those that are out; which one makes no difference.
bool Withdrawals::drop(qint64 job)
{
    const auto found = m_withdrawn.find(job);
    if (found == m_withdrawn.end())
        return false;
    if (--found->second == 0)
        m_withdrawn.erase(found);
    return true;
}

} // namespace sluice
