#pragma once

#include "ui/tasks/taskarrangement.h"

namespace sluice {

/// The tasks of an arrangement, flat or as a tree whose branches are rows like any other.
class TaskTableModel : public FollowingModel
{
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole, ///< TaskState as int
        LintCountRole,
    };

    using FollowingModel::FollowingModel;

    void show(const TaskArrangement &arrangement);

    const TaskRow &taskAt(int row) const { return m_snapshot->tasks[static_cast<size_t>(line(row).index)]; }
    quint64 idAt(int row) const { return taskAt(row).id; }
    bool isTree() const { return m_isTree; }
    /// The nearest row above that it is a branch of; −1: none.
    int parentRow(int row) const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString toolTip(const TaskRow &task, TaskColumn column) const;
    QString spokenText(int row, TaskColumn column) const;

    std::shared_ptr<const TaskSnapshot> m_snapshot;
    bool m_isTree = true;
};

} // namespace sluice
