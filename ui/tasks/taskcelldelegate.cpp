#include "ui/tasks/taskcelldelegate.h"

#include "ui/tasks/tasktablemodel.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr int step = 16;
constexpr int deepest = 12; ///< further in they stand no further in: the name must still fit

} // namespace

TaskCellDelegate::TaskCellDelegate(const TaskTableModel *model, QObject *parent) : CellDelegate(parent), m_model(model)
{
}

QRect TaskCellDelegate::branchSign(const QModelIndex &index, const QRect &cell) const
{
    const int indent = std::min(m_model->line(index.row()).depth, deepest) * step;
    return {cell.left() + indent, cell.top(), side + step, cell.height()};
}

CellDelegate::Manner TaskCellDelegate::mannerOf(const QModelIndex &index) const
{
    const auto &line = m_model->line(index.row());
    const auto state = static_cast<TaskState>(index.data(TaskTableModel::StateRole).toInt());
    Manner manner{.dimmed = line.isContext || state == TaskState::Done, .elide = Qt::ElideRight, .icon = {}};
    switch (static_cast<TaskColumn>(index.column())) {
    case TaskColumn::Lints:
        if (index.data(TaskTableModel::LintCountRole).toInt() > 0)
            manner.icon = themedIcon(QLatin1StringView("warning"), IconTone::Failed);
        break;
    case TaskColumn::Name:
        manner.indent = std::min(line.depth, deepest) * step;
        if (line.hasChildren) {
            manner.icon = themedIcon(
                line.isOpen ? QLatin1StringView("chevron-down") : QLatin1StringView("chevron-right"), IconTone::Dimmed);
        } else if (m_model->isTree()) {
            manner.indent += step + 4; // where the sign of a branch would be
        }
        break;
    case TaskColumn::State:
        manner.icon = taskStateIcon(state);
        break;
    case TaskColumn::Id:
    case TaskColumn::Kind:
    case TaskColumn::Stage:
    case TaskColumn::Thread:
        manner.dimmed = true;
        break;
    case TaskColumn::Location:
        manner.dimmed = true;
        manner.elide = Qt::ElideLeft;
        break;
    case TaskColumn::WaitingFor:
    case TaskColumn::Age:
    case TaskColumn::Busy:
    case TaskColumn::ReadyDelay:
    case TaskColumn::LongestBusy:
    case TaskColumn::Resumes:
    case TaskColumn::Host:
    case TaskColumn::Attempt:
        break;
    }
    return manner;
}

} // namespace sluice
