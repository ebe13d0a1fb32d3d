#include "engine/previewcolumns.h"

#include "core/safetext.h"
#include "formats/celltext.h"

#include <QJsonArray>

namespace sluice {

namespace {

constexpr qsizetype enoughBytes = 4 * shownOfValue; // no character of UTF-8 is longer than four

/// A list may have a million links: only its beginning is written.
QByteArray beginningOf(const QJsonArray &list)
{
    QByteArray json("[");
    for (const auto &value : list) {
        if (json.size() > enoughBytes)
            return json;
        if (json.size() > 1)
            json += ',';
        appendJson(json, value);
    }
    return json + ']';
}

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    QByteArray json;
    if (value.isArray())
        json = beginningOf(value.toArray());
    else
        appendJson(json, value);
    return QString::fromUtf8(json);
}

} // namespace

PreviewColumns previewOf(const QJsonObject &columns)
{
    PreviewColumns result;
    result.left = std::max<qint64>(columns.size() - shownColumns, 0);
    for (auto column = columns.constBegin(); column != columns.constEnd(); ++column) {
        if (result.shown.size() == shownColumns)
            break;
        result.shown.append({visibleText(column.key()), visibleText(textOf(column.value()), shownOfValue)});
    }
    return result;
}

} // namespace sluice
