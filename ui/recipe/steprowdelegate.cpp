#include "ui/recipe/steprowdelegate.h"

#include "ui/recipe/recipemodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/theme/palette.h"

#include <QPainter>

namespace sluice {

namespace {

constexpr int iconSize = 14;
constexpr int numberWidth = 24;
constexpr int padding = 6;

} // namespace

void StepRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colours = paletteFor(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(selected && option.state.testFlag(QStyle::State_HasFocus) ? QPen(colours.accent)
                                                                                  : QPen(Qt::NoPen));
        painter->setBrush(selected ? colours.accentGround : colours.header);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), padding, padding);
    }

    const auto room = option.rect.adjusted(padding, padding, -padding, -padding);
    const int half = room.height() / 2;
    auto upper = QRect(room.left() + numberWidth, room.top(), room.width() - numberWidth, half);
    const auto lower = upper.translated(0, half);
    painter->setFont(option.font);
    painter->setPen(colours.dimmed);
    painter->drawText(QRect(room.left(), room.top(), numberWidth - metrics::gap, half),
                      Qt::AlignRight | Qt::AlignVCenter, QString::number(index.row() + 1));

    const auto trial = static_cast<RecipeModel::Trial>(index.data(RecipeModel::TrialRole).toInt());
    if (trial != RecipeModel::Trial::None) {
        const bool fine = trial == RecipeModel::Trial::Fine;
        const auto icon = fine ? themedIcon(QLatin1StringView("succeeded"), IconTone::Succeeded)
                               : themedIcon(QLatin1StringView("failed"), IconTone::Failed);
        const auto said = fine ? index.data(RecipeModel::TookRole).toString() : tr("failed");
        const int width = option.fontMetrics.horizontalAdvance(said);
        painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter, said);
        icon.paint(painter, QRect(upper.right() - width - iconSize - 4, upper.center().y() - iconSize / 2 + 1, iconSize,
                                  iconSize));
        upper.setRight(upper.right() - width - iconSize - metrics::gap);
    }

    auto summary = index.data(RecipeModel::SummaryRole).toString();
    if (summary.isEmpty())
        summary = tr("as it comes");
    painter->drawText(lower, Qt::AlignVCenter, option.fontMetrics.elidedText(summary, Qt::ElideRight, lower.width()));
    auto strong = option.font;
    strong.setBold(true);
    painter->setFont(strong);
    painter->setPen(colours.text);
    painter->drawText(upper, Qt::AlignVCenter, index.data(RecipeModel::NameRole).toString());
    painter->restore();
}

QSize StepRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100, 2 * option.fontMetrics.height() + 2 * padding + 4};
}

} // namespace sluice
