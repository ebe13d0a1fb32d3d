#pragma once

#include "ui/widgets/celldelegate.h"

namespace sluice {

/// Cells of the groups of failures: the trend as ten bars; ignored groups dimmed.
class FailureDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    Manner mannerOf(const QModelIndex &index) const override;
};

} // namespace sluice
