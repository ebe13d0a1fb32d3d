#pragma once

#include <QTableView>

namespace sluice {

/// A table for some tens of rows, in the look of the job table.
QTableView *makeSmallTable(QAbstractItemModel *model, const QString &accessibleName, QWidget *parent);

} // namespace sluice
