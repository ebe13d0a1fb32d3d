#pragma once

#include "ui/jobs/jobcolumns.h"
#include "ui/jobs/jobpagecache.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <map>

namespace sluice {

/// Jobs as a table of any length: eight bytes a row, and full rows only for the pages seen lately. It reads nothing
/// itself: it says which rows it wants, and shows placeholders until they are given to it. data() never waits.
class JobTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole, ///< JobState as int; invalid while the row is not loaded
        ColumnKindRole,           ///< JobColumn::Kind as int
        LoadedRole,               ///< bool
    };

    explicit JobTableModel(QObject *parent = nullptr);

    void setColumns(std::vector<JobColumn> columns);
    const std::vector<JobColumn> &columns() const { return m_columns; }

    /// Which jobs, in which order. What is known of rows that stay in view is kept.
    void setIds(const std::vector<JobId> &ids);
    const std::vector<JobId> &ids() const { return m_ids; }
    /// The answer to rowsWanted(); dropped when the rows have moved since.
    void setRows(int tag, const std::vector<JobRow> &rows);

    /// What the view shows now: these rows are wanted first, and refreshed.
    void setVisibleRows(int first, int last);
    /// What times are told from: an earlier moment, or the present.
    void setMoment(std::optional<WallTime> moment) { m_moment = moment; }
    /// Rows may have changed: what is in view is asked for again, the rest when it comes into view.
    void refresh();

    /// Null while it is not loaded.
    const JobRow *rowAt(int row) const;
    JobId idAt(int row) const { return m_ids[static_cast<size_t>(row)]; }
    /// −1 when it is not in the table.
    int rowOf(JobId id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void rowsWanted(int tag, const std::vector<sluice::JobId> &ids);

private:
    int rowsOnPage(int page) const;
    void askForVisiblePages();
    std::vector<JobRow> rowsInView() const;
    void restore(std::vector<JobRow> rows);

    std::vector<JobColumn> m_columns = defaultColumns();
    std::vector<JobId> m_ids;
    mutable JobPageCache m_pages;
    std::map<int, int> m_underWay; ///< page by tag
    int m_lastTag = 0;
    int m_firstVisible = 0;
    int m_lastVisible = 63;
    std::optional<WallTime> m_moment;
    QTimer m_ask; ///< gathers wishes until the event loop is back
};

} // namespace sluice
