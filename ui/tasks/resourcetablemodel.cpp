#include "ui/tasks/resourcetablemodel.h"

#include "ui/words.h"

namespace sluice {

namespace {

int alignmentOf(ResourceColumn column)
{
    return Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

void ResourceTableModel::show(const TaskArrangement &arrangement)
{
    follow(arrangement.resourcePlan, arrangement.resourceLines, [&] { m_snapshot = arrangement.snapshot; });
}

int ResourceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : resourceColumnCount;
}

QVariant ResourceTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &resource = m_snapshot->resources[static_cast<size_t>(line(index.row()).index)];
    const auto column = static_cast<ResourceColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return resourceCellText(resource, column);
    case Qt::ToolTipRole:
        return plainTip(resourceCellText(resource, column));
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case ShareRole:
        return usedShare(resource);
    case ExhaustedRole:
        return isExhausted(resource);
    default:
        return {};
    }
}

QVariant ResourceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<ResourceColumn>(section);
    switch (role) {
    case Qt::DisplayRole:
        return resourceColumnTitle(column);
    case Qt::ToolTipRole:
        return plainTip(resourceColumnHelp(column));
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    default:
        return {};
    }
}

} // namespace sluice
