#include "ui/tasks/followingview.h"

#include "ui/tasks/followingmodel.h"
#include "ui/theme/look.h"
#include "ui/widgets/tablesetup.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QScrollBar>

#include <algorithm>

namespace sluice {

FollowingView::FollowingView(FollowingModel *model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setUpTable(this, model);
    connect(model, &FollowingModel::aboutToFollow, this, &FollowingView::rememberPlace);
    connect(model, &FollowingModel::followed, this, &FollowingView::restorePlace);
}

std::vector<int> FollowingView::selectedRows() const
{
    std::vector<int> rows;
    for (const auto &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end()); // clang 14 cannot compile std::ranges::unique
    return rows;
}

void FollowingView::selectRows(const std::vector<int> &rows)
{
    const int lastColumn = m_model->columnCount() - 1;
    QItemSelection selection;
    for (size_t i = 0; i < rows.size(); ++i) {
        const int first = rows[i];
        while (i + 1 < rows.size() && rows[i + 1] == rows[i] + 1)
            ++i;
        selection.append(QItemSelectionRange(m_model->index(first, 0), m_model->index(rows[i], lastColumn)));
    }
    if (!rows.empty()) {
        const auto current = m_model->index(rows.front(), 0);
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        scrollTo(current);
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void FollowingView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    tellVisibleRows();
}

void FollowingView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    tellVisibleRows();
}

void FollowingView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    if (!m_following) // else it would scroll after it
        QTableView::currentChanged(current, previous);
}

void FollowingView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedRowsChanged();
}

void FollowingView::tellVisibleRows()
{
    const int last = rowAt(viewport()->height() - 1);
    m_model->setVisibleRows(std::max(rowAt(0), 0), last < 0 ? m_model->rowCount() - 1 : last);
}

void FollowingView::rememberPlace()
{
    m_following = true;
    m_inView.clear();
    m_current = currentIndex();
    m_currentRow = currentIndex().row();
    const int first = rowAt(0);
    if (first < 0 || verticalScrollBar()->value() == 0)
        return; // at the top it stays at the top
    m_offset = rowViewportPosition(first);
    const int last = rowAt(viewport()->height() - 1);
    for (int row = first; row <= (last < 0 ? m_model->rowCount() - 1 : last); ++row)
        m_inView.append(m_model->index(row, 0));
}

void FollowingView::restorePlace()
{
    executeDelayedItemsLayout(); // the scroll bar learns the number of rows
    int offset = m_offset;
    for (const auto &index : std::as_const(m_inView)) {
        if (index.isValid()) {
            verticalScrollBar()->setValue(verticalHeader()->sectionPosition(index.row()) - offset);
            break;
        }
        offset += metrics::row; // the next one, where it was
    }
    m_inView.clear();
    if (m_currentRow >= 0 && !m_current.isValid() && m_model->rowCount() > 0) {
        // The current row is gone. The selection would go on with any other; better one at the same place.
        const int row = std::min(m_currentRow, m_model->rowCount() - 1);
        selectionModel()->setCurrentIndex(m_model->index(row, 0), QItemSelectionModel::NoUpdate);
    }
    m_current = QPersistentModelIndex();
    m_following = false;
    tellVisibleRows();
}

} // namespace sluice
