#include "practice/randombytes.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace sluice {

namespace {

quint64 word(quint64 seed, quint64 index)
{
    quint64 z = seed * 0xD1B54A32D192ED03U + (index + 1) * 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return qToLittleEndian(z ^ (z >> 31));
}

} // namespace

void fillRandom(char *to, qsizetype count, quint64 seed, quint64 offset)
{
    while (count > 0) {
        const quint64 value = word(seed, offset / 8);
        const auto skip = static_cast<qsizetype>(offset % 8);
        const auto part = std::min<qsizetype>(8 - skip, count);
        std::memcpy(to, reinterpret_cast<const char *>(&value) + skip, static_cast<size_t>(part));
        to += part;
        count -= part;
        offset += static_cast<quint64>(part);
    }
}

qsizetype RandomBody::read(char *to, qsizetype max)
{
    const auto count = std::min<qint64>(max, m_length - m_sent);
    fillRandom(to, count, m_seed, static_cast<quint64>(m_sent));
    m_sent += count;
    return count;
}

} // namespace sluice
