// The text of conditions, taken apart but not yet understood.
#pragma once

#include "core/result.h"

#include <QString>

#include <vector>

namespace sluice {

struct WhereCondition
{
    QString key; ///< "state", or the name of a column
    bool isColumn = false;
    QString sign;   ///< one of = < > <= >= ~, and of what is no column !=
    QString value;  ///< may be empty
    QString source; ///< as it was written, for messages
};

/// "state=failed, column.width>=640, column."odd, name"~"a, b"": conditions joined by commas. A value, and a column's
/// name, may stand in double quotes, of which two mean one. Errors, of kind Input, say how a condition is written.
Result<std::vector<WhereCondition>> scanWhere(QStringView text);

} // namespace sluice
