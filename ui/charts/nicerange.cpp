#include "ui/charts/nicerange.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

/// About five seconds at four redraws a second.
constexpr int calmBeforeShrinking = 20;

/// Air between the highest value and the top of the chart.
constexpr double headroom = 1.08;

} // namespace

double NiceRange::update(double highest)
{
    const double wanted = std::max(niceAtLeast(highest * headroom), m_smallest);
    if (wanted >= m_top || ++m_calm >= calmBeforeShrinking) {
        m_top = wanted;
        m_calm = 0;
    }
    return m_top;
}

double NiceRange::niceAtLeast(double value)
{
    if (!(value > 0) || !std::isfinite(value))
        return 0;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 4.0, 5.0, 8.0}) {
        if (step * power >= value * (1 - 1e-9))
            return step * power;
    }
    return 10 * power;
}

} // namespace sluice
