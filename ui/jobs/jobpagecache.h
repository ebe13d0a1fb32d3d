#pragma once

#include "store/storetypes.h"

#include <list>
#include <unordered_map>

namespace sluice {

/// The rows a table has seen lately, by page: the only place of the window that holds rows.
class JobPageCache
{
public:
    static constexpr int pageSize = 256;

    struct Page
    {
        std::vector<JobRow> rows; ///< as many as the page has; id 0: not known yet
        bool stale = true;        ///< to be asked for again when it is seen
        int askedFor = 0;         ///< the tag under which it was asked for last; 0: nothing is under way
    };

    explicit JobPageCache(size_t capacity = 64) : m_capacity(capacity) {}

    /// Null when the page is not here. Does not count as use.
    Page *find(int number);
    /// The page, made if need be (with `rowCount` unknown rows), and the latest used: others may be dropped for it.
    Page &use(int number, int rowCount);

    void markStale();
    void clear();
    size_t size() const { return m_entries.size(); }

private:
    struct Entry
    {
        Page page;
        std::list<int>::iterator place;
    };

    size_t m_capacity;
    std::unordered_map<int, Entry> m_entries;
    std::list<int> m_order; ///< latest used first
};

} // namespace sluice
