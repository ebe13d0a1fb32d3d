#include "telemetry/yield.h"

#include <algorithm>

namespace sluice {

double Yield::perSecond() const
{
    if (length <= Duration::zero())
        return 0;
    const auto count = static_cast<double>(ended);
    const auto span = seconds(length);
    if (took <= Duration::zero())
        return count / span;
    const auto inFlight = seconds(spent) / span;
    const auto done = count * seconds(spent) / seconds(took);
    return std::clamp(done, std::max(0.0, count - inFlight), count + inFlight) / span;
}

Yield &Yield::operator+=(const Yield &other)
{
    ended += other.ended;
    length += other.length;
    spent += other.spent;
    took += other.took;
    return *this;
}

} // namespace sluice
