// What stands in the columns of an export.
#pragma once

#include "store/storetypes.h"

#include <QJsonValue>

#include <vector>

namespace sluice {

/// A column of a table and where its values come from.
struct ExportColumn
{
    enum class Source { Standard, List, Step };

    QString name; ///< unique in a table
    Source source = Source::Standard;
    QString key; ///< what its source calls it
};

/// All there can be: the standard ones (id url state status attempts bytes seconds started final_url content_type
/// error_kind error path), the list's own, those of the steps. A name that is taken gets a number: a list's own "id"
/// becomes "id_2", so that nothing of it is lost.
std::vector<ExportColumn> exportColumns(const QStringList &extra, const QStringList &result);

std::vector<QJsonValue> exportValues(const JobRow &row, const std::vector<ExportColumn> &columns);

} // namespace sluice
