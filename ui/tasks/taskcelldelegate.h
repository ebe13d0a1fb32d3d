#pragma once

#include "ui/widgets/celldelegate.h"

namespace sluice {

class TaskTableModel;

/// Cells of the table of tasks: signs for findings and states, and names that stand in by their depth in the tree.
class TaskCellDelegate : public CellDelegate
{
    Q_OBJECT

public:
    explicit TaskCellDelegate(const TaskTableModel *model, QObject *parent = nullptr);

    /// The sign to open or close a row's branch, in a name's cell.
    QRect branchSign(const QModelIndex &index, const QRect &cell) const;

protected:
    Manner mannerOf(const QModelIndex &index) const override;

private:
    const TaskTableModel *m_model;
};

} // namespace sluice
