#pragma once

#include "ui/jobs/jobcolumns.h"
#include "ui/widgets/columnsbutton.h"

namespace sluice {

/// Every column that a table of jobs can have: ticked ones are shown, in this order.
class ColumnChooser : public ColumnsButton
{
    Q_OBJECT

public:
    explicit ColumnChooser(QWidget *parent = nullptr);

    /// The list's own columns and the steps'.
    void setAvailable(const QStringList &extra, const QStringList &steps);
    void setChosen(const std::vector<JobColumn> &columns);
    QStringList listColumns() const { return m_extra; }
    QStringList stepColumns() const { return m_steps; }
    const std::vector<JobColumn> &chosen() const { return m_chosen; }

Q_SIGNALS:
    void chosenChanged();

private:
    void fill();
    void choose(const JobColumn &column, bool on);
    void tick();

    QStringList m_extra;
    QStringList m_steps;
    std::vector<JobColumn> m_available = builtInColumns();
    std::vector<QAction *> m_actions; ///< one for each available column
    std::vector<JobColumn> m_chosen = defaultColumns();
};

} // namespace sluice
