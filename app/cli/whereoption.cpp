#include "cli/whereoption.h"

#include "engine/wherefilter.h"

#include <QCoreApplication>

namespace sluice {

QString columnConditions()
{
    return QCoreApplication::translate("WhereOption",
                                       "Columns of the list and of the steps: column.NAME=VALUE, column.NAME~PART, and "
                                       "column.NAME with < > <= >= and a number; quote what holds a comma: "
                                       "column.title~\"a, b\".");
}

Result<JobFilter> chosenJobs(const QCommandLineParser &parser)
{
    const auto option = QStringLiteral("where");
    auto filter = parseWhere(parser.value(option));
    if (filter && parser.isSet(option) && filter.value() == JobFilter())
        return Error{ErrorKind::Input,
                     QCoreApplication::translate("WhereOption", "--where “%1” names no condition. Write for example "
                                                                "state=failed, or leave --where out.")
                         .arg(parser.value(option))};
    return filter;
}

} // namespace sluice
