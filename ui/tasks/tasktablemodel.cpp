#include "ui/tasks/tasktablemodel.h"

#include "core/safetext.h"
#include "ui/words.h"

namespace sluice {

namespace {

int alignmentOf(TaskColumn column)
{
    return Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

void TaskTableModel::show(const TaskArrangement &arrangement)
{
    follow(arrangement.plan, arrangement.lines, [&] {
        m_snapshot = arrangement.snapshot;
        m_isTree = arrangement.query.tree;
    });
}

int TaskTableModel::parentRow(int row) const
{
    const int depth = line(row).depth;
    int above = row - 1;
    while (depth > 0 && above >= 0 && line(above).depth >= depth)
        --above;
    return depth > 0 ? above : -1;
}

int TaskTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : taskColumnCount;
}

QVariant TaskTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &task = taskAt(index.row());
    const auto column = static_cast<TaskColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return taskCellText(task, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::ToolTipRole:
        return toolTip(task, column);
    case Qt::AccessibleTextRole:
        return spokenText(index.row(), column);
    case StateRole:
        return static_cast<int>(task.state);
    case LintCountRole:
        return static_cast<int>(task.lints.size());
    default:
        return {};
    }
}

QVariant TaskTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<TaskColumn>(section);
    switch (role) {
    case Qt::DisplayRole:
        return taskColumnTitle(column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::ToolTipRole:
        return plainTip(taskColumnHelp(column));
    case Qt::AccessibleTextRole:
        return column == TaskColumn::Lints ? tr("Findings") : taskColumnTitle(column);
    default:
        return {};
    }
}

QString TaskTableModel::toolTip(const TaskRow &task, TaskColumn column) const
{
    if (column != TaskColumn::Lints)
        return plainTip(taskCellText(task, column));
    QStringList sentences;
    for (const auto &lint : m_snapshot->lints) {
        if (task.lints.contains(lint.name))
            sentences.append(visibleText(lint.text));
    }
    return plainTip(sentences.join(u'\n'));
}

QString TaskTableModel::spokenText(int row, TaskColumn column) const
{
    const auto text = taskCellText(taskAt(row), column);
    if (column == TaskColumn::Lints)
        return text.isEmpty() ? tr("no findings") : tr("%1 findings").arg(text);
    if (column != TaskColumn::Name)
        return text;
    const auto &where = line(row);
    if (!where.hasChildren)
        return tr("%1, level %2").arg(text).arg(where.depth + 1);
    return (where.isOpen ? tr("%1, level %2, open") : tr("%1, level %2, closed")).arg(text).arg(where.depth + 1);
}

} // namespace sluice
