#pragma once

#include "ui/hosts/hostlist.h"

#include <QSet>
#include <QTableView>

namespace sluice {

class HostTableModel;
class TableColumns;

/// The table of hosts. The selection belongs to the hosts: it survives sorting and refreshing.
class HostTableView : public QTableView
{
    Q_OBJECT

public:
    explicit HostTableView(HostTableModel *model, QWidget *parent = nullptr);

    /// In the order of the table.
    std::vector<HostRow> selectedRows() const;
    /// Sorted as a HostOrder by default.
    TableColumns *columns() const { return m_columns; }

Q_SIGNALS:
    void selectedHostsChanged();
    void orderChosen(const sluice::HostOrder &order);

protected:
    void reset() override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void remember();
    void restore();

    HostTableModel *m_model;
    TableColumns *m_columns;
    QSet<QString> m_selected;
    QString m_current;
    int m_currentColumn = 0;
    bool m_restoring = false;
};

} // namespace sluice
