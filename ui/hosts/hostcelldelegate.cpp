#include "ui/hosts/hostcelldelegate.h"

#include "ui/hosts/hosttablemodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/palette.h"
#include "ui/widgets/sharebar.h"

#include <QPainter>

namespace sluice {

namespace {

constexpr int barWidth = 48;
constexpr int barHeight = 6;

QIcon signOf(HostState state)
{
    switch (state) {
    case HostState::Paused:
        return themedIcon(QLatin1StringView("pause"));
    case HostState::Cooling:
        return themedIcon(QLatin1StringView("cooling"), IconTone::Retrying);
    case HostState::Active:
        return themedIcon(QLatin1StringView("running"), IconTone::Running);
    case HostState::Quiet:
        return themedIcon(QLatin1StringView("queued"), IconTone::Queued);
    }
    Q_UNREACHABLE();
}

} // namespace

void HostCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    CellDelegate::paint(painter, option, index);
    const auto fill = index.data(HostTableModel::FillRole);
    if (!fill.isValid())
        return;
    const auto &colours = paletteFor(option.palette);
    const QRectF room(option.rect.left() + side, option.rect.center().y() - barHeight / 2.0, barWidth, barHeight);
    paintShareBar(painter, room, fill.toDouble(), colours, colours.running);
}

CellDelegate::Manner HostCellDelegate::mannerOf(const QModelIndex &index) const
{
    const auto state = static_cast<HostState>(index.data(HostTableModel::StateRole).toInt());
    const auto column = static_cast<HostColumn>(index.column());
    Manner manner;
    manner.dimmed = state == HostState::Quiet && column != HostColumn::Host;
    if (column == HostColumn::Host)
        manner.elide = Qt::ElideMiddle;
    if (column == HostColumn::State)
        manner.icon = signOf(state);
    return manner;
}

} // namespace sluice
