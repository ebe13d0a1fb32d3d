#include "ui/hosts/hosttableview.h"

#include "ui/hosts/hostcelldelegate.h"
#include "ui/hosts/hosttablemodel.h"
#include "ui/widgets/tablecolumns.h"
#include "ui/widgets/tablesetup.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace sluice {

namespace {

std::vector<TableColumn> offeredColumns()
{
    std::vector<TableColumn> columns;
    for (size_t i = 0; i < hostColumnCount; ++i) {
        const auto column = static_cast<HostColumn>(i);
        columns.push_back({hostColumnName(column), widthInDigits(column), isShownAtFirst(column)});
    }
    return columns;
}

} // namespace

HostTableView::HostTableView(HostTableModel *model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setAccessibleName(tr("Hosts"));
    setAccessibleDescription(tr("What goes on with each host. The menu key offers to limit or pause it."));
    setItemDelegate(new HostCellDelegate(this));
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &HostTableView::remember);
    setUpTable(this, model);
    connect(model, &QAbstractItemModel::modelReset, this, &HostTableView::restore); // after the view's own reset()
    const HostOrder first;
    m_columns = new TableColumns(this, offeredColumns(), static_cast<int>(first.column),
                                 first.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int section, Qt::SortOrder order) {
        if (section >= 0 && section < static_cast<int>(hostColumnCount))
            Q_EMIT orderChosen({static_cast<HostColumn>(section), order == Qt::DescendingOrder});
    });
}

std::vector<HostRow> HostTableView::selectedRows() const
{
    std::vector<HostRow> rows;
    for (const auto &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(m_model->rowAt(row));
    }
    return rows;
}

HostSelection HostTableView::selection() const
{
    HostSelection found{.allPaused = true, .allLocal = true};
    for (const auto &range : selectionModel()->selection()) {
        for (int i = range.top(); i <= range.bottom(); ++i) {
            const auto &row = m_model->rowAt(i);
            ++found.count;
            found.allPaused = found.allPaused && row.paused;
            found.allLocal = found.allLocal && row.host.isLocal();
            found.anyFailed = found.anyFailed || row.failed > 0;
        }
    }
    return found;
}

void HostTableView::reset()
{
    const int down = verticalScrollBar()->value();
    const int across = horizontalScrollBar()->value();
    QTableView::reset();
    verticalScrollBar()->setValue(down);
    horizontalScrollBar()->setValue(across);
}

void HostTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    if (!m_restoring) // else it is the same host in another row, and the view must not scroll after it
        QTableView::currentChanged(current, previous);
}

void HostTableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (m_restoring)
        return;
    m_chosenAnew = true;
    Q_EMIT selectedHostsChanged();
}

void HostTableView::remember()
{
    if (m_model->rowCount() == 0)
        return;                               // what is kept stays kept: it may be back with the next answer
    if (std::exchange(m_chosenAnew, false)) { // else it is known: twenty thousand names take a while
        m_selected.clear();
        for (const auto &range : selectionModel()->selection()) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                m_selected.insert(m_model->rowAt(row).host.name);
        }
    }
    const auto current = currentIndex();
    m_current = current.isValid() ? m_model->rowAt(current.row()).host.name : QString();
    m_currentColumn = current.isValid() ? current.column() : 0;
}

void HostTableView::restore()
{
    const QScopedValueRollback guard(m_restoring, true);
    const int rows = m_model->rowCount();
    const int lastColumn = m_model->columnCount() - 1;
    QItemSelection selection;
    int currentRow = -1;
    for (int row = 0; row < rows && (!m_selected.isEmpty() || !m_current.isEmpty()); ++row) {
        const auto &name = m_model->rowAt(row).host.name;
        if (name == m_current)
            currentRow = row;
        if (!m_selected.contains(name))
            continue;
        if (!selection.isEmpty() && selection.last().bottom() == row - 1)
            selection.last() = QItemSelectionRange(selection.last().topLeft(), m_model->index(row, lastColumn));
        else
            selection.append(QItemSelectionRange(m_model->index(row, 0), m_model->index(row, lastColumn)));
    }
    if (currentRow >= 0)
        selectionModel()->setCurrentIndex(m_model->index(currentRow, m_currentColumn), QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

} // namespace sluice
