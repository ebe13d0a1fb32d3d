#pragma once

#include "ui/charts/charttable.h"

#include <QDialog>

namespace sluice {

/// The numbers of a chart as they were when it was opened, under the sentence that sums them up.
class ChartTableDialog : public QDialog
{
    Q_OBJECT

public:
    ChartTableDialog(const QString &title, const QString &summary, ChartTable table, QWidget *parent);

Q_SIGNALS:
    void copyRequested();
};

} // namespace sluice
