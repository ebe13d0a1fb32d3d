#include "processing/steps/columnlimit.h"

#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ColumnLimit", text);
}

} // namespace

Error columnsTooLarge()
{
    return stepFailure(tr("the columns would hold more than %1 MiB").arg(mostColumnBytes >> 20));
}

} // namespace sluice
