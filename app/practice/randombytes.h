// Bytes that look random and are always the same.
#pragma once

#include "practice/response.h"

namespace sluice {

/// Fills `to` with the bytes from `offset` on of the endless sequence that belongs to `seed` (SplitMix64 in counter
/// mode).
void fillRandom(char *to, qsizetype count, quint64 seed, quint64 offset = 0);

/// The first `length` bytes of that sequence.
class RandomBody final : public BodySource
{
public:
    RandomBody(quint64 seed, qint64 length) : m_seed(seed), m_length(length) {}
    qsizetype read(char *to, qsizetype max) override;

private:
    quint64 m_seed;
    qint64 m_length;
    qint64 m_sent = 0;
};

} // namespace sluice
