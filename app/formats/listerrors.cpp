#include "formats/listerrors.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ListErrors", text);
}

} // namespace

Error badRow(const QString &reason)
{
    return {ErrorKind::Input, reason};
}

Error listFailed(const QString &reason)
{
    return {ErrorKind::Storage, tr("the list cannot be read beyond this line: %1").arg(reason)};
}

QString lineTooLong()
{
    return tr("the line is longer than 1 MiB");
}

QString notUtf8()
{
    return tr("the line is not valid UTF-8: save the list in that encoding");
}

} // namespace sluice
