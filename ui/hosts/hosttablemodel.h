#pragma once

#include "ui/hosts/hostlist.h"

#include <QAbstractTableModel>

namespace sluice {

/// The hosts as they were last heard of. Where the same hosts stand in the same order only their cells change;
/// otherwise the model is reset.
class HostTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole, ///< HostState as int
        FillRole,                 ///< of the bar: in flight / limit, 0..1; invalid where there is no bar
    };

    explicit HostTableModel(QObject *parent = nullptr);

    void setList(std::shared_ptr<const HostList> list);
    const HostList &list() const { return *m_list; }
    const HostRow &rowAt(int row) const { return m_list->rows[static_cast<size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const HostList> m_list = std::make_shared<const HostList>();
};

} // namespace sluice
