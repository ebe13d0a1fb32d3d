#include "ui/failures/failuremodel.h"

#include "core/humanize.h"
#include "ui/failures/failurewords.h"
#include "ui/words.h"

#include <algorithm>
#include <numeric>

namespace sluice {

namespace {

bool isSame(const FailureCluster &one, const FailureCluster &other)
{
    return one.ignored == other.ignored && one.key == other.key;
}

QList<qreal> bars(const FailureCluster &cluster)
{
    const auto highest = static_cast<qreal>(std::ranges::max(cluster.trend));
    QList<qreal> heights;
    for (const auto count : cluster.trend)
        heights.append(highest > 0 ? static_cast<qreal>(count) / highest : 0);
    return heights;
}

QString textOf(const FailureCluster &cluster, FailureModel::Column column)
{
    switch (column) {
    case FailureModel::Count:
        return humanCount(cluster.count);
    case FailureModel::Trend:
        return {};
    case FailureModel::Class:
        return errorKindLabel(cluster.key.kind);
    case FailureModel::Phase:
        return phaseText(cluster.key);
    case FailureModel::Host:
        return hostsText(cluster);
    case FailureModel::Message:
        return patternText(cluster.key);
    case FailureModel::ColumnCount:
        break;
    }
    Q_UNREACHABLE();
}

QString spokenText(const FailureCluster &cluster, FailureModel::Column column)
{
    if (column == FailureModel::Trend)
        return FailureModel::tr("Failures in ten equal slices of time: %1").arg(trendText(cluster));
    const auto text = textOf(cluster, column);
    return cluster.ignored ? FailureModel::tr("%1 (ignored)").arg(text) : text;
}

QString titleOf(FailureModel::Column column)
{
    switch (column) {
    case FailureModel::Count:
        return FailureModel::tr("Jobs");
    case FailureModel::Trend:
        return FailureModel::tr("When");
    case FailureModel::Class:
        return FailureModel::tr("What");
    case FailureModel::Phase:
        return FailureModel::tr("While");
    case FailureModel::Host:
        return FailureModel::tr("Where");
    case FailureModel::Message:
        return FailureModel::tr("Message");
    case FailureModel::ColumnCount:
        break;
    }
    Q_UNREACHABLE();
}

bool isBefore(const FailureCluster &one, const FailureCluster &other, FailureModel::Column column)
{
    switch (column) {
    case FailureModel::Count:
        return one.count < other.count;
    case FailureModel::Trend:
        return one.lastSeen < other.lastSeen;
    case FailureModel::Class:
    case FailureModel::Phase:
    case FailureModel::Host:
    case FailureModel::Message:
        return QString::localeAwareCompare(textOf(one, column), textOf(other, column)) < 0;
    case FailureModel::ColumnCount:
        break;
    }
    return false;
}

} // namespace

void FailureModel::replace(std::vector<FailureCluster> clusters)
{
    beginResetModel();
    m_clusters = std::move(clusters);
    endResetModel();
}

void FailureModel::update(std::vector<FailureCluster> clusters)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto found = std::ranges::find_if(clusters, [this, row](const FailureCluster &cluster) {
            return isSame(cluster, m_clusters[static_cast<size_t>(row)]);
        });
        if (found == clusters.end()) {
            beginRemoveRows({}, row, row);
            m_clusters.erase(m_clusters.begin() + row);
            endRemoveRows();
            continue;
        }
        m_clusters[static_cast<size_t>(row)] = std::move(*found);
        clusters.erase(found);
    }
    if (!m_clusters.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    if (clusters.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(clusters.size()) - 1);
    std::ranges::move(clusters, std::back_inserter(m_clusters));
    endInsertRows();
}

const FailureCluster *FailureModel::clusterAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_clusters[static_cast<size_t>(row)] : nullptr;
}

int FailureModel::rowOf(const FailureCluster &cluster) const
{
    const auto found =
        std::ranges::find_if(m_clusters, [&cluster](const FailureCluster &other) { return isSame(cluster, other); });
    return found == m_clusters.end() ? -1 : static_cast<int>(found - m_clusters.begin());
}

int FailureModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_clusters.size());
}

int FailureModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FailureModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &cluster = m_clusters[static_cast<size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return textOf(cluster, column);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (column == Count ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::AccessibleTextRole)
        return spokenText(cluster, column);
    if (role == Qt::ToolTipRole)
        return plainTip(spokenText(cluster, column));
    if (role == trendRole && column == Trend)
        return QVariant::fromValue(bars(cluster));
    if (role == ignoredRole)
        return cluster.ignored;
    return {};
}

QVariant FailureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Count ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::DisplayRole)
        return titleOf(static_cast<Column>(section));
    if (role == Qt::ToolTipRole && section == Trend)
        return tr("From the first failure of the project to the last, in ten slices that are the same for all groups");
    return {};
}

bool FailureModel::isSorted(int column, Qt::SortOrder order) const
{
    return std::ranges::is_sorted(m_clusters, [column, order](const auto &one, const auto &other) {
        return order == Qt::AscendingOrder ? isBefore(one, other, static_cast<Column>(column))
                                           : isBefore(other, one, static_cast<Column>(column));
    });
}

void FailureModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> rows(m_clusters.size());
    std::iota(rows.begin(), rows.end(), 0);
    std::ranges::stable_sort(rows, [this, column, order](int one, int other) {
        const auto &left = m_clusters[static_cast<size_t>(order == Qt::AscendingOrder ? one : other)];
        const auto &right = m_clusters[static_cast<size_t>(order == Qt::AscendingOrder ? other : one)];
        return isBefore(left, right, static_cast<Column>(column));
    });
    std::vector<FailureCluster> sorted;
    std::vector<int> newRow(rows.size());
    for (const int row : rows) {
        newRow[static_cast<size_t>(row)] = static_cast<int>(sorted.size());
        sorted.push_back(std::move(m_clusters[static_cast<size_t>(row)]));
    }
    m_clusters = std::move(sorted);
    QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const auto &each : from)
        to.append(index(newRow[static_cast<size_t>(each.row())], each.column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace sluice
