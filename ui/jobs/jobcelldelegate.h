#pragma once

#include "ui/widgets/celldelegate.h"

namespace sluice {

/// The cells of the job table: an icon beside the state, placeholders and second-rank columns dimmed.
class JobCellDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    Manner mannerOf(const QModelIndex &index) const override;
};

} // namespace sluice
