#include "ui/charts/chartspec.h"

#include "core/humanize.h"

#include <cmath>
#include <limits>

namespace sluice {

double meanOf(std::span<const SeriesPoint> points, const std::function<double(const SeriesPoint &)> &value)
{
    double sum = 0;
    int measured = 0;
    for (const auto &point : points) {
        const double one = value(point);
        if (std::isfinite(one)) {
            sum += one;
            ++measured;
        }
    }
    return measured > 0 ? sum / measured : std::numeric_limits<double>::quiet_NaN();
}

QString chartNumber(CurveUnit unit, double value)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    switch (unit) {
    case CurveUnit::Count:
        return humanNumber(std::abs(value) < 0.005 ? 0 : value);
    case CurveUnit::Milliseconds:
        return humanDuration(Duration(std::llround(value * 1e3)));
    }
    Q_UNREACHABLE();
}

} // namespace sluice
