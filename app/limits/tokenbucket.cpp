#include "limits/tokenbucket.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

constexpr qint64 oneStart = 1'000'000'000'000;
constexpr qint64 burstMicroseconds = 100'000;

} // namespace

TokenBucket::TokenBucket(double perSecond, TimePoint now) : m_at(now)
{
    setRate(perSecond, now);
}

void TokenBucket::setRate(double perSecond, TimePoint now)
{
    const auto wasLimited = m_gain > 0;
    m_level = wasLimited ? levelAt(now) : oneStart;
    m_at = std::max(m_at, now);
    m_gain = perSecond > 0 ? std::max<qint64>(1, std::llround(perSecond * 1e6)) : 0;
    // One microsecond's worth on top: starts fall on whole microseconds, and the part of one by which a start comes
    // late must not be lost, or every start would be late by it.
    m_capacity = std::max(oneStart, m_gain * burstMicroseconds) + m_gain;
    m_level = std::min(m_level, m_capacity);
}

double TokenBucket::burst() const
{
    return static_cast<double>(m_capacity - m_gain) / static_cast<double>(oneStart);
}

double TokenBucket::level(TimePoint now) const
{
    return m_gain == 0 ? 0 : static_cast<double>(levelAt(now)) / static_cast<double>(oneStart);
}

qint64 TokenBucket::levelAt(TimePoint now) const
{
    const auto elapsed = std::max<qint64>(0, (now - m_at).count());
    const auto untilFull = (m_capacity - m_level + m_gain - 1) / m_gain;
    return elapsed >= untilFull ? m_capacity
                                : m_level + elapsed * m_gain; // the product cannot overflow: it is < capacity
}

TimePoint TokenBucket::nextStart(TimePoint now) const
{
    if (m_gain == 0)
        return now;
    const auto missing = oneStart - levelAt(now);
    if (missing <= 0)
        return now;
    return std::max(now, m_at) + Duration((missing + m_gain - 1) / m_gain);
}

bool TokenBucket::tryTake(TimePoint now)
{
    if (m_gain == 0)
        return true;
    const auto level = levelAt(now);
    if (level < oneStart)
        return false;
    m_level = level - oneStart;
    m_at = std::max(m_at, now);
    return true;
}

} // namespace sluice
