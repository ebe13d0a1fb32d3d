#include "ui/jobs/jobfiltertext.h"

#include "engine/wherefilter.h"

#include <QRegularExpression>

namespace sluice {

Result<JobFilter> filterFromSearch(const QString &text)
{
    // "=" is common in addresses, so only the names that conditions begin with make one.
    static const QRegularExpression condition(
        QStringLiteral("^\\s*((id|state|error_kind|phase|error|host|status|text)\\s*=|host\\s*!="
                       "|column\\.(\"([^\"]|\"\")*\"|[^=<>~,\"]+)\\s*[=<>~])"));
    if (condition.match(text).hasMatch())
        return parseWhere(text);
    JobFilter filter;
    filter.text = text.trimmed();
    return filter;
}

} // namespace sluice
