#include "ui/tasks/sharedelegate.h"

#include "core/humanize.h"
#include "ui/tasks/resourcetablemodel.h"
#include "ui/theme/palette.h"

#include <QPainter>

#include <algorithm>

namespace sluice {

namespace {

constexpr int barHeight = 6;
constexpr int gap = 8; // between number and bar

/// The numbers stand left of the bars; the widest of them are these.
int barLeft(const QFontMetrics &metrics)
{
    return std::max(metrics.horizontalAdvance(humanPercent(1)), metrics.horizontalAdvance(humanPercent(0.001))) + gap;
}

} // namespace

void ShareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    CellDelegate::paint(painter, option, index);
    const double share = index.data(ResourceTableModel::ShareRole).toDouble();
    if (static_cast<ResourceColumn>(index.column()) != ResourceColumn::Share || share < 0)
        return;
    const auto &colours = paletteFor(option.palette);
    const int left = side + barLeft(option.fontMetrics);
    QRectF bar(option.rect.left() + left, option.rect.center().y() - barHeight / 2.0 + 1,
               option.rect.width() - left - side, barHeight);
    if (bar.width() < barHeight)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.line);
    painter->drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
    if (share > 0) {
        bar.setWidth(std::max<double>(barHeight, bar.width() * share));
        painter->setBrush(index.data(ResourceTableModel::ExhaustedRole).toBool() ? colours.retrying : colours.running);
        painter->drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
    }
    painter->restore();
}

CellDelegate::Manner ShareDelegate::mannerOf(const QModelIndex &index) const
{
    const auto column = static_cast<ResourceColumn>(index.column());
    Manner manner{.dimmed = column == ResourceColumn::Kind, .elide = Qt::ElideMiddle, .icon = {}};
    if (column == ResourceColumn::Name && index.data(ResourceTableModel::ExhaustedRole).toBool())
        manner.icon = themedIcon(QLatin1StringView("waiting"), IconTone::Retrying);
    return manner;
}

} // namespace sluice
