#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace sluice {

struct Palette;

/// A round bar that is filled from the left by a share of 0 to 1; any share but none can be seen.
void paintShareBar(QPainter *painter, const QRectF &room, double share, const Palette &colours, const QColor &filled);

} // namespace sluice
