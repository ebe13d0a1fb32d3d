#include "ui/jobs/selectionkeeper.h"

#include "ui/jobs/jobtablemodel.h"

#include <QItemSelectionModel>
#include <QScopedValueRollback>

#include <algorithm>

namespace sluice {

SelectionKeeper::SelectionKeeper(JobTableModel *model, QItemSelectionModel *selection, QObject *parent)
    : QObject(parent), m_model(model), m_selection(selection)
{
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &SelectionKeeper::remember);
    connect(model, &QAbstractItemModel::modelReset, this, &SelectionKeeper::restore);
}

std::vector<JobId> SelectionKeeper::selectedIds() const
{
    std::vector<JobId> ids;
    ids.reserve(static_cast<size_t>(selectedCount()));
    for (const auto &range : m_selection->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            ids.push_back(m_model->idAt(row));
    }
    return ids;
}

qint64 SelectionKeeper::selectedCount() const
{
    qint64 count = 0;
    for (const auto &range : m_selection->selection())
        count += range.height();
    return count;
}

bool SelectionKeeper::everythingSelected() const
{
    return m_model->rowCount() > 0 && selectedCount() == m_model->rowCount();
}

void SelectionKeeper::remember()
{
    const auto current = m_selection->currentIndex();
    if (current.isValid()) {
        m_current = m_model->idAt(current.row());
        m_currentColumn = current.column();
    }
    m_everything = everythingSelected();
    m_ids = m_everything ? std::vector<JobId>() : selectedIds();
    std::sort(m_ids.begin(), m_ids.end());
}

void SelectionKeeper::restore()
{
    const int rows = m_model->rowCount();
    const int lastColumn = m_model->columnCount() - 1;
    if (rows == 0 || lastColumn < 0)
        return; // what is kept stays kept: the filter may let it through again
    const QScopedValueRollback guard(m_restoring, true);
    QItemSelection selection;
    const auto isWanted = [this](JobId id) {
        return m_everything || std::binary_search(m_ids.begin(), m_ids.end(), id);
    };
    if (m_everything || !m_ids.empty()) {
        for (int row = 0; row < rows; ++row) {
            if (!isWanted(m_model->idAt(row)))
                continue;
            const int first = row;
            while (row + 1 < rows && isWanted(m_model->idAt(row + 1)))
                ++row;
            selection.append(QItemSelectionRange(m_model->index(first, 0), m_model->index(row, lastColumn)));
        }
    }
    const int currentRow = number(m_current) == 0 ? -1 : m_model->rowOf(m_current);
    if (currentRow >= 0) {
        m_selection->setCurrentIndex(m_model->index(currentRow, std::min(m_currentColumn, lastColumn)),
                                     QItemSelectionModel::NoUpdate);
    }
    m_selection->select(selection, QItemSelectionModel::ClearAndSelect);
}

} // namespace sluice
