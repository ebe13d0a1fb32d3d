#include "ui/widgets/sharebar.h"

#include "ui/theme/palette.h"

#include <QPainter>

#include <algorithm>

namespace sluice {

void paintShareBar(QPainter *painter, const QRectF &room, double share, const Palette &colours, const QColor &filled)
{
    const double round = room.height() / 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.line);
    painter->drawRoundedRect(room, round, round);
    if (share > 0) {
        auto part = room;
        part.setWidth(std::max(room.height(), room.width() * std::min(share, 1.0)));
        painter->setBrush(filled);
        painter->drawRoundedRect(part, round, round);
    }
    painter->restore();
}

} // namespace sluice
