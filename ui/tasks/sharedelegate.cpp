#include "ui/tasks/sharedelegate.h"

#include "core/humanize.h"
#include "ui/tasks/resourcetablemodel.h"
#include "ui/theme/palette.h"
#include "ui/widgets/sharebar.h"

#include <QPainter>

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
    const QRectF bar(option.rect.left() + left, option.rect.center().y() - barHeight / 2.0 + 1,
                     option.rect.width() - left - side, barHeight);
    if (bar.width() < barHeight)
        return;
    const bool exhausted = index.data(ResourceTableModel::ExhaustedRole).toBool();
    paintShareBar(painter, bar, share, colours, exhausted ? colours.retrying : colours.running);
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
