#include "ui/failures/failuredelegate.h"

#include "ui/failures/failuremodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/palette.h"

#include <QPainter>

namespace sluice {

namespace {

constexpr int gapBetweenBars = 2;
constexpr int aboveBars = 5;
constexpr double lowestBar = 2; // one failure among thousands can be seen

} // namespace

void FailureDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    CellDelegate::paint(painter, option, index);
    const auto bars = index.data(FailureModel::trendRole).value<QList<qreal>>();
    if (bars.isEmpty())
        return;
    const auto &colours = paletteFor(option.palette);
    const bool ignored = index.data(FailureModel::ignoredRole).toBool();
    const auto room = option.rect.adjusted(side, aboveBars, -side, -aboveBars);
    const int width = std::max(2, (room.width() + gapBetweenBars) / static_cast<int>(bars.size()) - gapBetweenBars);
    int x = room.left();
    for (const auto bar : bars) {
        const int height = bar > 0 ? static_cast<int>(std::max(lowestBar, bar * room.height())) : 1;
        const QRect area(x, room.bottom() + 1 - height, width, height);
        painter->fillRect(area, bar > 0 && !ignored ? colours.failed : bar > 0 ? colours.dimmed : colours.line);
        x += width + gapBetweenBars;
    }
}

CellDelegate::Manner FailureDelegate::mannerOf(const QModelIndex &index) const
{
    Manner manner;
    const auto column = index.column();
    manner.dimmed = index.data(FailureModel::ignoredRole).toBool() || column == FailureModel::Phase;
    if (column == FailureModel::Host)
        manner.elide = Qt::ElideMiddle;
    return manner;
}

} // namespace sluice
