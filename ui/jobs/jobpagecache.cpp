#include "ui/jobs/jobpagecache.h"

namespace sluice {

JobPageCache::Page *JobPageCache::find(int number)
{
    const auto it = m_entries.find(number);
    return it == m_entries.end() ? nullptr : &it->second.page;
}

JobPageCache::Page &JobPageCache::use(int number, int rowCount)
{
    const auto it = m_entries.find(number);
    if (it != m_entries.end()) {
        m_order.splice(m_order.begin(), m_order, it->second.place);
        return it->second.page;
    }
    while (m_entries.size() >= m_capacity) {
        m_entries.erase(m_order.back());
        m_order.pop_back();
    }
    m_order.push_front(number);
    auto &entry = m_entries[number];
    entry.place = m_order.begin();
    entry.page.rows.resize(static_cast<size_t>(rowCount));
    return entry.page;
}

void JobPageCache::markStale()
{
    for (auto &[number, entry] : m_entries)
        entry.page.stale = true;
}

void JobPageCache::clear()
{
    m_entries.clear();
    m_order.clear();
}

} // namespace sluice
