#pragma once

#include "ui/hosts/hostlist.h"

#include <QSet>
#include <QTableView>

namespace sluice {

class HostTableModel;
class TableColumns;

/// What has to be known of the hosts that are selected for something to be done with them.
struct HostSelection
{
    qint64 count = 0;
    bool allPaused = false;
    bool allLocal = false;
    bool anyFailed = false;
};

/// The table of hosts. The selection belongs to the hosts: it survives sorting and refreshing.
class HostTableView : public QTableView
{
    Q_OBJECT

public:
    explicit HostTableView(HostTableModel *model, QWidget *parent = nullptr);

    /// In the order of the table: copies, for an act.
    std::vector<HostRow> selectedRows() const;
    HostSelection selection() const;
    /// Sorted as a HostOrder by default.
    TableColumns *columns() const { return m_columns; }

Q_SIGNALS:
    void selectedHostsChanged(); ///< by a person; that what is known of them changes is for the model to say
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
    bool m_chosenAnew = false; ///< since m_selected was made
    QString m_current;
    int m_currentColumn = 0;
    bool m_restoring = false;
};

} // namespace sluice
