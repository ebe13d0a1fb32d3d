#pragma once

#include "engine/listimport.h"

#include <QAbstractTableModel>

namespace sluice {

/// Lines that are no addresses, and why.
class RejectedModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Line, Reason, Source, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(const std::vector<RejectedLine> &lines);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<RejectedLine> m_lines;
};

} // namespace sluice
