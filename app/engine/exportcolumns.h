// What stands in the columns of an export.
#pragma once

#include "store/storetypes.h"

#include <QJsonValue>

#include <vector>

namespace sluice {

/// The columns every export begins with, in order.
QStringList standardExportColumns();

/// The row's values by column name. A name that the standard, the list and the steps share means, in this order, the
/// standard column, the list's, the step's.
std::vector<QJsonValue> exportValues(const JobRow &row, const QStringList &columns);

} // namespace sluice
