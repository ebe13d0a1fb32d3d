#pragma once

#include "ui/widgets/celldelegate.h"

namespace sluice {

/// A sign before the state, a bar behind what is in flight, quiet hosts dimmed.
class HostCellDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    Manner mannerOf(const QModelIndex &index) const override;
};

} // namespace sluice
