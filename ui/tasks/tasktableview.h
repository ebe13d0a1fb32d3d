#pragma once

#include "ui/tasks/followingview.h"

namespace sluice {

class TableColumns;
class TaskCellDelegate;
class TaskTableModel;

/// The table of tasks. Left and Right close and open branches, as in a tree; so does a click on a branch's sign.
class TaskTableView : public FollowingView
{
    Q_OBJECT

public:
    explicit TaskTableView(TaskTableModel *model, QWidget *parent = nullptr);

    TableColumns *columns() const { return m_columns; }

Q_SIGNALS:
    void branchToggled(quint64 id, bool open);
    void copyRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    /// Whether it was a key for the tree.
    bool walkTree(int key);

    TaskTableModel *m_tasks;
    TaskCellDelegate *m_delegate;
    TableColumns *m_columns;
};

} // namespace sluice
