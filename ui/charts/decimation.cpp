#include "ui/charts/decimation.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

/// Calls back with each run of points that share a column: [first, last).
template <typename Visit>
void forEachColumn(const QList<QPointF> &points, double from, double to, int columns, Visit visit)
{
    // Columns stand still on the axis, or the picture would crawl while time passes.
    const double width = (to - from) / columns;
    const auto columnOf = [width](const QPointF &point) {
        return std::floor(point.x() / width);
    };
    auto first = points.begin();
    while (first != points.end()) {
        const auto column = columnOf(*first);
        const auto last =
            std::find_if(first, points.end(), [&](const auto &point) { return columnOf(point) != column; });
        visit(first, last);
        first = last;
    }
}

} // namespace

QList<QPointF> peaksOfColumns(const QList<QPointF> &points, double from, double to, int columns)
{
    if (points.size() <= 2 * columns)
        return points;
    QList<QPointF> result;
    result.reserve(2 * columns + 4);
    forEachColumn(points, from, to, columns, [&result](auto first, auto last) {
        auto [low, high] =
            std::minmax_element(first, last, [](const auto &one, const auto &other) { return one.y() < other.y(); });
        if (high < low)
            std::swap(low, high);
        result.append(*low);
        if (high != low)
            result.append(*high);
    });
    return result;
}

QList<QPointF> meansOfColumns(const QList<QPointF> &points, double from, double to, int columns)
{
    if (points.size() <= columns)
        return points;
    QList<QPointF> result;
    result.reserve(columns + 2);
    forEachColumn(points, from, to, columns, [&result](auto first, auto last) {
        QPointF sum;
        for (auto point = first; point != last; ++point)
            sum += *point;
        result.append(sum / double(last - first));
    });
    return result;
}

} // namespace sluice
