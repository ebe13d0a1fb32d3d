#pragma once

#include "core/ids.h"

#include <QObject>

#include <vector>

class QItemSelectionModel;

namespace sluice {

class JobTableModel;

/// Keeps the selection and the current row by job while the model is reset by a sort, a filter or a refresh.
class SelectionKeeper : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this.
    SelectionKeeper(JobTableModel *model, QItemSelectionModel *selection, QObject *parent);

    /// In the order of the table; walks ranges, never an index per row.
    std::vector<JobId> selectedIds() const;
    qint64 selectedCount() const;
    bool everythingSelected() const;
    bool isRestoring() const { return m_restoring; }

private:
    void remember();
    void restore();

    JobTableModel *m_model;
    QItemSelectionModel *m_selection;
    std::vector<JobId> m_ids; ///< sorted
    bool m_everything = false;
    JobId m_current{};
    int m_currentColumn = 0;
    bool m_restoring = false;
};

} // namespace sluice
