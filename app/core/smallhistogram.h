// Where a span of time stands among others, in a quarter of a kilobyte: for one of very many hosts.
#pragma once

#include "core/duration.h"

#include <QtGlobal>

#include <array>

namespace sluice {

/// Counts spans from 128 µs to 268 s in 63 buckets, three to each doubling; shorter ones count as 64 µs, longer ones as
/// the last bucket. percentile() is at most 12.3 % off (half a bucket: the sixth root of two). record() neither
/// allocates nor takes a logarithm. Not thread-safe.
class SmallHistogram
{
public:
    void record(Duration span);

    qint64 count() const { return m_count; }
    /// The smallest recorded span that at least `percent` (0..100) of all do not exceed; zero when nothing was
    /// recorded.
    Duration percentile(double percent) const;

private:
    static constexpr int lowestBits = 7;  // 2⁷ µs
    static constexpr int widestBits = 28; // 2²⁸ µs
    static constexpr size_t bucketCount = 1 + 3 * (widestBits - lowestBits);

    static size_t bucketOf(quint64 micros);
    static Duration middleOf(size_t bucket);

    std::array<quint32, bucketCount> m_counts{};
    quint32 m_count = 0;
};

} // namespace sluice
