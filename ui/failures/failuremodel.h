#pragma once

#include "store/failureboard.h"

#include <QAbstractTableModel>

namespace sluice {

/// The groups of failures. A row stays where it is while its group is there: new counts change it in place, new groups
/// come in at the end. Only sort() moves rows.
class FailureModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Count, Trend, Class, Phase, Host, Message, ColumnCount };
    /// A QList<qreal> of ten bars, each 0 to 1 of the highest of its group.
    static constexpr int trendRole = Qt::UserRole;
    static constexpr int ignoredRole = Qt::UserRole + 1; ///< bool

    using QAbstractTableModel::QAbstractTableModel;

    /// Other groups altogether: the largest first.
    void replace(std::vector<FailureCluster> clusters);
    /// The same question asked again.
    void update(std::vector<FailureCluster> clusters);

    const FailureCluster *clusterAt(int row) const;
    /// −1: not there.
    int rowOf(const FailureCluster &cluster) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override;
    /// Whether the rows still stand as sort() put them.
    bool isSorted(int column, Qt::SortOrder order) const;

private:
    std::vector<FailureCluster> m_clusters;
};

} // namespace sluice
