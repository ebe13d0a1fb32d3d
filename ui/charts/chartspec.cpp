#include "ui/charts/chartspec.h"

#include "core/humanize.h"

#include <cmath>

namespace sluice {

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
