#include "telemetry/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sluice {

// A value of b > 6 bits keeps its 6 highest ones; the other b − 6 are dropped. Its bucket is 32·(b − 6) + those 6 bits,
// which continues without a gap from 0..63, the values that are their own bucket.
size_t Histogram::bucketOf(quint64 micros)
{
    const auto dropped = std::max(0, static_cast<int>(std::bit_width(micros)) - (subBits + 1));
    const auto bucket = (static_cast<size_t>(dropped) << subBits) + static_cast<size_t>(micros >> dropped);
    return std::min(bucket, bucketCount - 1);
}

Duration Histogram::middleOf(size_t bucket)
{
    if (bucket < (size_t(2) << subBits))
        return Duration(static_cast<Duration::rep>(bucket));
    const auto dropped = (bucket >> subBits) - 1;
    const auto lowest = static_cast<quint64>(bucket - (dropped << subBits)) << dropped;
    const auto width = quint64(1) << dropped;
    return Duration(static_cast<Duration::rep>(lowest + width / 2));
}

void Histogram::record(Duration span)
{
    const auto micros = std::max<Duration::rep>(0, span.count());
    ++m_counts[bucketOf(static_cast<quint64>(micros))];
    ++m_count;
    m_max = std::max(m_max, span);
}

Histogram &Histogram::operator+=(const Histogram &other)
{
    for (size_t bucket = 0; bucket < bucketCount; ++bucket)
        m_counts[bucket] += other.m_counts[bucket];
    m_count += other.m_count;
    m_max = std::max(m_max, other.m_max);
    return *this;
}

Duration Histogram::percentile(double percent) const
{
    if (m_count == 0)
        return {};
    const auto wanted =
        static_cast<qint64>(std::ceil(std::clamp(percent, 0.0, 100.0) / 100 * static_cast<double>(m_count)));
    const auto rank = std::max<qint64>(1, wanted);
    if (rank >= m_count)
        return m_max;
    qint64 seen = 0;
    for (size_t bucket = 0; bucket < bucketCount; ++bucket) {
        seen += m_counts[bucket];
        if (seen >= rank)
            return std::min(middleOf(bucket), m_max);
    }
    return m_max;
}

} // namespace sluice
