#include "ui/widgets/celldelegate.h"

#include "ui/theme/look.h"
#include "ui/theme/palette.h"

#include <QPainter>
#include <QtMath>

namespace sluice {

namespace {

constexpr int iconSize = 14;
constexpr int iconSpace = 6;

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colours = paletteFor(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto manner = mannerOf(index);

    painter->save();
    if (selected)
        painter->fillRect(option.rect, colours.accentGround);
    painter->setPen(colours.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    auto room = option.rect.adjusted(side + manner.indent, 0, -side, -1);
    if (!manner.icon.isNull()) {
        manner.icon.paint(painter, QRect(room.left(), room.center().y() - iconSize / 2 + 1, iconSize, iconSize));
        room.setLeft(room.left() + iconSize + iconSpace);
    }
    const auto alignment = index.data(Qt::TextAlignmentRole).toInt();
    const auto text = option.fontMetrics.elidedText(index.data().toString(), manner.elide, room.width());
    painter->setFont(option.font);
    painter->setPen(manner.dimmed && !selected ? colours.dimmed : colours.text);
    painter->drawText(room, alignment | Qt::TextSingleLine, text);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto text = QFontMetricsF(option.font).horizontalAdvance(index.data().toString());
    return {qCeil(text) + 2 * side, metrics::row}; // rounded down, it would be elided
}

CellDelegate::Manner CellDelegate::mannerOf(const QModelIndex &) const
{
    return {};
}

} // namespace sluice
