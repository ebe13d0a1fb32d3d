#include "processing/steps/columnlimit.h"

#include "processing/steps/wholebody.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ColumnLimit", text);
}

/// Takes the value from what is left, and says whether there was enough.
bool fits(const QJsonValue &value, qint64 *left);

bool allFit(const QJsonObject &values, qint64 *left)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        *left -= it.key().size();
        if (!fits(it.value(), left))
            return false;
    }
    return true;
}

bool fits(const QJsonValue &value, qint64 *left)
{
    *left -= bytesPerValue;
    if (value.isString())
        *left -= value.toString().size();
    if (*left < 0)
        return false;
    if (value.isObject())
        return allFit(value.toObject(), left);
    const auto array = value.toArray();
    return std::all_of(array.begin(), array.end(), [left](const QJsonValue &inner) { return fits(inner, left); });
}

} // namespace

Error columnsTooLarge()
{
    return stepFailure(tr("the columns would hold more than %1 MiB").arg(mostColumnBytes >> 20));
}

Result<void> checkColumns(const QJsonObject &columns)
{
    if (columns.size() > mostColumns)
        return stepFailure(tr("there would be more than %1 columns").arg(mostColumns));
    qint64 left = mostColumnBytes;
    return allFit(columns, &left) ? success() : columnsTooLarge();
}

} // namespace sluice
