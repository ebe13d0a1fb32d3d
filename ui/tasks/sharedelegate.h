#pragma once

#include "ui/widgets/celldelegate.h"

namespace sluice {

/// Cells of the table of resources: a bar before the share that is in use, with a sign where nothing is left.
class ShareDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    Manner mannerOf(const QModelIndex &index) const override;
};

} // namespace sluice
