// Where chance comes from. Injected, so that a test with backoff jitter repeats itself exactly.
#pragma once

#include <random>

namespace sluice {

/// Uniform numbers from a seed. One thread at a time.
class RandomSource
{
public:
    explicit RandomSource(std::uint64_t seed = std::random_device{}()) : m_engine(seed) {}

    /// In [0, 1).
    double uniform() { return std::uniform_real_distribution<double>(0.0, 1.0)(m_engine); }

private:
    std::mt19937_64 m_engine;
};

} // namespace sluice
