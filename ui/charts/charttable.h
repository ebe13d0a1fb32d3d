// The numbers of a chart: for a table on the screen, the clipboard and files.
#pragma once

#include "core/result.h"
#include "ui/charts/chartspec.h"
#include "ui/charts/runseries.h"

#include <QAbstractTableModel>
#include <QJsonValue>

namespace sluice {

struct ChartTable
{
    QStringList columns;
    std::vector<std::vector<QJsonValue>> rows; ///< one a second; null: nothing was measured
};

/// Every second from `from` to `to`, none left out, however few pixels show them: time (UTC), seconds since the run
/// began, the curves, and what was changed.
ChartTable chartTable(const ChartSpec &chart, const RunSeries &series, double from, double to);

/// Separated by tabs, for the clipboard.
QString toText(const ChartTable &table);

/// .csv, .tsv or .jsonl. Errors are sentences.
Result<void> saveTable(const ChartTable &table, const QString &fileName);

class ChartTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    ChartTableModel(ChartTable table, QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ChartTable m_table;
};

} // namespace sluice
