#include "cli/whereoption.h"

#include <QCoreApplication>

namespace sluice {

QString columnConditions()
{
    return QCoreApplication::translate("WhereOption",
                                       "Columns of the list and of the steps: column.NAME=VALUE, column.NAME~PART, and "
                                       "column.NAME with < > <= >= and a number; quote what holds a comma: "
                                       "column.title~\"a, b\".");
}

} // namespace sluice
