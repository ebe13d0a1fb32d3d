// Where a span of time stands among many others, in constant memory.
#pragma once

#include "core/duration.h"

#include <QtGlobal>

#include <array>

namespace sluice {

/// Counts spans from 1 µs to an hour in buckets whose width grows with the value, as HdrHistogram does: exact below
/// 64 µs, then 32 buckets to each doubling. percentile() is at most 1.6 % off (half a bucket), max() is exact.
/// Shorter spans count as 0 µs, longer ones as the last bucket. record() neither allocates nor takes a logarithm.
/// Not thread-safe.
class Histogram
{
public:
    void record(Duration span);
    Histogram &operator+=(const Histogram &other);

    qint64 count() const { return m_count; }
    Duration max() const { return m_max; }
    /// The smallest recorded span that at least `percent` (0..100) of all do not exceed; zero when nothing was
    /// recorded.
    Duration percentile(double percent) const;

    void reset() { *this = Histogram(); }

private:
    static constexpr int subBits = 5;     // 2⁵ buckets to a doubling
    static constexpr int widestBits = 32; // an hour is just under 2³² µs
    static constexpr size_t bucketCount = (widestBits - subBits + 1) << subBits;

    static size_t bucketOf(quint64 micros);
    static Duration middleOf(size_t bucket);

    std::array<qint64, bucketCount> m_counts{};
    qint64 m_count = 0;
    Duration m_max{};
};

} // namespace sluice
