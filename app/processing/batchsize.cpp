#include "processing/batchsize.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr auto longestBatch = std::chrono::milliseconds(20);

} // namespace

void BatchSize::ended(int bodies, Duration whole, Duration ran)
{
    const int size = m_size;
    if (bodies < size && whole < longestBatch)
        return; // there was no more to take: it says little about a full one
    const auto handing = whole - ran;
    if (whole > longestBatch || handing * 100 < whole)
        m_size = std::max(1, size / 2);
    else if (handing * 20 > whole && whole * 2 < longestBatch)
        m_size = std::min(largest, size * 2);
}

} // namespace sluice
