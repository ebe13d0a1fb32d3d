#pragma once

#include "ui/jobs/jobcolumns.h"

#include <QTableView>

#include <map>

namespace sluice {

class JobTableModel;
class SelectionKeeper;

/// The table of jobs: rows of one height, a header to sort by, a selection that follows the jobs.
class JobTableView : public QTableView
{
    Q_OBJECT

public:
    explicit JobTableView(JobTableModel *model, QWidget *parent = nullptr);

    const SelectionKeeper *keeper() const { return m_keeper; }

    /// Widths by column name, for the project's memory.
    QJsonObject columnWidths() const;
    void setColumnWidths(const QJsonObject &widths);

Q_SIGNALS:
    /// Another job than before is current (0: none), by a person's move.
    void currentJobChanged(qint64 id);
    void activatedJob(qint64 id);

protected:
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void reset() override;

private:
    void tellVisibleRows();
    void applyWidths();
    /// Address and last column divide what the others leave, until a person sets a width.
    void shareRoom();

    JobTableModel *m_model;
    SelectionKeeper *m_keeper = nullptr;
    std::map<QString, int> m_widths; ///< that a person chose, by column name
    std::vector<JobColumn> m_shownColumns;
    bool m_applying = false;
};

} // namespace sluice
