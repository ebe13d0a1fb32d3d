#include "ui/hosts/hosttablemodel.h"

#include "ui/words.h"

#include <algorithm>

namespace sluice {

namespace {

int alignmentOf(HostColumn column)
{
    return int(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
}

bool sameHosts(const HostList &one, const HostList &other)
{
    return std::equal(one.rows.begin(), one.rows.end(), other.rows.begin(), other.rows.end(),
                      [](const HostRow &left, const HostRow &right) { return left.host == right.host; });
}

QVariant orNothing(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

} // namespace

HostTableModel::HostTableModel(QObject *parent) : QAbstractTableModel(parent) {}

void HostTableModel::setList(std::shared_ptr<const HostList> list)
{
    if (sameHosts(*m_list, *list)) {
        m_list = std::move(list);
        if (!m_list->rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_list = std::move(list);
    endResetModel();
}

int HostTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_list->rows.size());
}

int HostTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(hostColumnCount);
}

QVariant HostTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = rowAt(index.row());
    const auto column = static_cast<HostColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return hostText(row, column, m_list->now);
    case Qt::ToolTipRole:
        return orNothing(plainTip(hostTip(row, column)));
    case Qt::AccessibleTextRole:
        return orNothing(hostSpokenText(row, column));
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case StateRole:
        return static_cast<int>(hostStateOf(row, m_list->now));
    case FillRole:
        if (column != HostColumn::InFlight || row.limit <= 0)
            return {};
        return std::clamp(static_cast<double>(row.inFlight) / row.limit, 0.0, 1.0);
    default:
        return {};
    }
}

QVariant HostTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<HostColumn>(section);
    if (role == Qt::DisplayRole)
        return hostHeader(column);
    if (role == Qt::ToolTipRole)
        return hostHeaderTip(column);
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    return {};
}

} // namespace sluice
