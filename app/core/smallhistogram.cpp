#include "core/smallhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sluice {

namespace {

// What a number of 33 bits has to reach to be in the second and the last third of its doubling.
constexpr auto secondThird = static_cast<quint64>(1.2599210498948732 * 4294967296.0);
constexpr auto lastThird = static_cast<quint64>(1.5874010519681994 * 4294967296.0);

} // namespace

size_t SmallHistogram::bucketOf(quint64 micros)
{
    const int octave = std::bit_width(micros) - 1;
    if (octave < lowestBits)
        return 0;
    if (octave >= widestBits)
        return bucketCount - 1;
    const auto scaled = micros << (32 - octave);
    const auto third = static_cast<size_t>(scaled >= secondThird) + static_cast<size_t>(scaled >= lastThird);
    return 1 + 3 * static_cast<size_t>(octave - lowestBits) + third;
}

Duration SmallHistogram::middleOf(size_t bucket)
{
    static const auto middles = [] {
        std::array<Duration, bucketCount> all{Duration((1 << lowestBits) / 2)};
        for (size_t i = 1; i < bucketCount; ++i) {
            const double doublings = lowestBits + (static_cast<double>(i - 1) + 0.5) / 3;
            all[i] = Duration(std::llround(std::exp2(doublings)));
        }
        return all;
    }();
    return middles[bucket];
}

void SmallHistogram::record(Duration span)
{
    ++m_count;
    ++m_counts[bucketOf(static_cast<quint64>(std::max(span, Duration::zero()).count()))];
}

Duration SmallHistogram::percentile(double percent) const
{
    if (m_count == 0)
        return Duration::zero();
    const auto rank = std::max(qint64(1), static_cast<qint64>(std::ceil(static_cast<double>(m_count) * percent / 100)));
    qint64 seen = 0;
    size_t bucket = 0;
    while ((seen += m_counts[bucket]) < rank)
        ++bucket;
    return middleOf(bucket);
}

} // namespace sluice
