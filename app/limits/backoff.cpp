#include "limits/backoff.h"

#include <algorithm>

namespace sluice {

Duration backoffCeiling(Duration base, Duration cap, int retry)
{
    auto ceiling = std::min(base, cap);
    for (int step = 1; step < retry && ceiling > Duration::zero() && ceiling < cap; ++step)
        ceiling = ceiling > cap / 2 ? cap : ceiling * 2;
    return ceiling;
}

Duration fullJitter(Duration ceiling, RandomSource &random)
{
    return Duration(static_cast<Duration::rep>(random.uniform() * static_cast<double>(ceiling.count() + 1)));
}

Duration equalJitter(Duration ceiling, RandomSource &random)
{
    const auto half = ceiling / 2;
    return ceiling - half + fullJitter(half, random);
}

} // namespace sluice
