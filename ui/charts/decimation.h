// As many points as pixels can show.
#pragma once

#include <QList>
#include <QPointF>

namespace sluice {

/// The lowest and the highest of each column, in the order they came: at most two points a column, and no peak is
/// lost. `points` by rising x; unchanged where there are no more than that.
QList<QPointF> peaksOfColumns(const QList<QPointF> &points, double from, double to, int columns);

/// The mean of each column: for areas on top of each other, which must keep to the same x.
QList<QPointF> meansOfColumns(const QList<QPointF> &points, double from, double to, int columns);

} // namespace sluice
