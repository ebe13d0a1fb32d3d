#pragma once

#include "store/storetypes.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QTimer>

class QLabel;
class QLineEdit;

namespace sluice {

class ColumnChooser;
class JobBrowser;
class JobTableFeed;
class JobTableModel;
class JobTableView;
class StateChips;
struct Snapshot;

/// The jobs of the project: filters by state and text, and the table.
class JobsPanel : public QFrame
{
    Q_OBJECT

public:
    explicit JobsPanel(QWidget *parent = nullptr);

    /// Shows another project's jobs; null: none.
    void setBrowser(JobBrowser *browser);
    void sampled(const Snapshot &snapshot);

    /// What the table shows now.
    JobFilter filter() const;
    qint64 shownCount() const;
    /// Names of the list's own columns, and of the results of steps.
    QStringList listColumns() const;
    QStringList stepColumns() const;
    JobTableView *table() const { return m_view; }
    const JobTableModel *model() const { return m_model; }
    void focusSearch();
    /// Shows what this text finds, of any state, and makes the first of it current.
    void search(const QString &text);

    /// Columns, widths, filter and order, as one text for the project's memory.
    QString memory() const;
    void recall(const QString &memory);

Q_SIGNALS:
    void currentJobChanged(qint64 id);
    void requeueRequested(const sluice::JobFilter &filter, qint64 count);
    void cancelRequested(const sluice::JobFilter &filter, qint64 count);
    void memoryChanged();

private:
    void buildFilters();
    void applyFilter();
    void applyOrder(int section, Qt::SortOrder order);
    void showMenu(const QPoint &position);
    void showOrder();
    JobFilter selectionFilter() const;
    void copyAddresses();

    StateChips *m_chips;
    QLineEdit *m_search;
    QLabel *m_shown;
    ColumnChooser *m_columns;
    JobTableModel *m_model;
    JobTableView *m_view;
    JobTableFeed *m_feed = nullptr;
    JobBrowser *m_browser = nullptr;
    QTimer m_searchDelay;
    QElapsedTimer m_sinceColumns; ///< were asked for
    qint64 m_columnsRevision = -1;
    bool m_goToFirst = false; ///< once the ids are there
};

} // namespace sluice
