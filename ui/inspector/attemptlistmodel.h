#pragma once

#include "store/storetypes.h"

#include <QAbstractTableModel>

namespace sluice {

/// The attempts of one job, latest first.
class AttemptListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Attempt, Started, Took, Status, Size, Ending, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setAttempts(std::vector<AttemptRow> attempts);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<AttemptRow> m_attempts;
};

} // namespace sluice
