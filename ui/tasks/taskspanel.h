#pragma once

#include "ui/tasks/taskarrangement.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sluice {

class ChipRow;
class TaskFeed;
class TaskTableModel;
class TaskTableView;

/// The tasks: chips and a filter, the table, and what can be done with the ones that are selected.
class TasksPanel : public QFrame
{
    Q_OBJECT

public:
    explicit TasksPanel(TaskFeed *feed, QWidget *parent = nullptr);

    TaskTableModel *model() const { return m_model; }
    TaskTableView *view() const { return m_view; }

    void present(const TaskArrangement &arrangement);
    /// Selects these, with the filter off and their branches open.
    void reveal(const std::vector<quint64> &tasks);
    void focusFilter();
    void clearFilter();

Q_SIGNALS:
    void nothingToReveal();
    void cancelRequested(const sluice::TaskRow &task);

private:
    void buildFilters();
    void applyFilter();
    void setTree(bool tree);
    void toggleBranch(quint64 id, bool open);
    void applyOrder(int section, Qt::SortOrder order);
    void showTotals(const TaskArrangement &arrangement);
    void selectRevealed();
    const TaskRow *cancellable() const;
    void requestCancel();
    void copySelected();
    void showMenu(const QPoint &position);
    void updateActs();

    TaskFeed *m_feed;
    ChipRow *m_chips;
    QLineEdit *m_filter;
    QLabel *m_shown;
    QPushButton *m_tree;
    QPushButton *m_cancel;
    TaskTableModel *m_model;
    TaskTableView *m_view;
    QLabel *m_totals;
    QTimer m_filterDelay;
    std::vector<quint64> m_revealed; ///< to be selected when the arrangement that has them comes
};

} // namespace sluice
