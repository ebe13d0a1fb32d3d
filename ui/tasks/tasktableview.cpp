#include "ui/tasks/tasktableview.h"

#include "ui/tasks/taskcelldelegate.h"
#include "ui/tasks/taskcolumns.h"
#include "ui/tasks/tasktablemodel.h"
#include "ui/widgets/tablecolumns.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace sluice {

namespace {

constexpr int nameColumn = static_cast<int>(TaskColumn::Name);

std::vector<TableColumn> offeredColumns()
{
    std::vector<TableColumn> columns;
    for (int i = 0; i < taskColumnCount; ++i) {
        const auto column = static_cast<TaskColumn>(i);
        columns.push_back({taskColumnName(column), widthInDigits(column), isShownAtFirst(column)});
    }
    return columns;
}

} // namespace

TaskTableView::TaskTableView(TaskTableModel *model, QWidget *parent)
    : FollowingView(model, parent), m_tasks(model), m_delegate(new TaskCellDelegate(model, this))
{
    setAccessibleName(tr("Tasks"));
    setItemDelegate(m_delegate);
    setContextMenuPolicy(Qt::CustomContextMenu);
    m_columns = new TableColumns(this, offeredColumns(), static_cast<int>(TaskColumn::Id), Qt::AscendingOrder);
}

void TaskTableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        return;
    }
    if (event->modifiers() == Qt::NoModifier && walkTree(event->key()))
        return;
    FollowingView::keyPressEvent(event);
}

bool TaskTableView::walkTree(int key)
{
    const int row = currentIndex().row();
    if (row < 0 || !m_tasks->isTree() || (key != Qt::Key_Left && key != Qt::Key_Right))
        return false;
    const auto &line = m_tasks->line(row);
    if (line.hasChildren && line.isOpen == (key == Qt::Key_Left)) {
        Q_EMIT branchToggled(m_tasks->idAt(row), key == Qt::Key_Right);
        return true;
    }
    const int parent = m_tasks->parentRow(row);
    if (key == Qt::Key_Left && parent >= 0) {
        setCurrentIndex(m_tasks->index(parent, currentIndex().column()));
        return true;
    }
    return false; // to the next cell, as in every table
}

void TaskTableView::mousePressEvent(QMouseEvent *event)
{
    const auto index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() && index.column() == nameColumn) {
        const auto &line = m_tasks->line(index.row());
        const auto sign = m_delegate->branchSign(index, visualRect(index));
        if (line.hasChildren && sign.contains(event->position().toPoint())) {
            Q_EMIT branchToggled(m_tasks->idAt(index.row()), !line.isOpen);
            return;
        }
    }
    FollowingView::mousePressEvent(event);
}

} // namespace sluice
