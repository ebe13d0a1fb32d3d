#pragma once

#include "ui/tasks/rowplan.h"

#include <QAbstractTableModel>

#include <functional>

namespace sluice {

/// Where a row's values are, and how it stands in a tree.
struct TableLine
{
    int index = 0; ///< in the snapshot
    int depth = 0;
    bool hasChildren = false;
    bool isOpen = false;    ///< its children are rows too
    bool isContext = false; ///< shown only because a row below it is
};

/// A table whose rows come, go and change places all the time, while what is selected stays selected.
class FollowingModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    const TableLine &line(int row) const { return m_lines[static_cast<size_t>(row)]; }

    /// What the view shows now: only these rows are said to have changed.
    void setVisibleRows(int first, int last);

Q_SIGNALS:
    void aboutToFollow();
    void followed();

protected:
    /// `takeValues` is called when the rows that go are gone, and before new ones come: from then on lines point into
    /// the new values.
    void follow(const RowPlan &plan, const std::vector<TableLine> &lines, const std::function<void()> &takeValues);

private:
    void putInOrder(const std::vector<int> &order);

    std::vector<TableLine> m_lines;
    int m_firstVisible = 0;
    int m_lastVisible = 63;
};

} // namespace sluice
