#include "formats/jsonlreader.h"

#include "formats/addresscolumn.h"
#include "formats/listerrors.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("JsonlReader", text);
}

} // namespace

std::optional<ListEntry> JsonlReader::next()
{
    for (;;) {
        switch (m_lines.next()) {
        case LineReader::Step::End:
            return {};
        case LineReader::Step::Failed:
            return ListEntry{m_lines.line(), listFailed(m_lines.failure())};
        case LineReader::Step::TooLong:
            return ListEntry{m_lines.line(), badRow(lineTooLong())};
        case LineReader::Step::Record:
            break;
        }
        if (const auto text = m_lines.text().trimmed(); !text.isEmpty())
            return ListEntry{m_lines.line(), parse(text)};
    }
}

Result<ListRow> JsonlReader::parse(QByteArrayView text)
{
    if (!text.isValidUtf8())
        return badRow(notUtf8());
    // A document cannot be a plain string, so a string is parsed as an array of one.
    const bool isString = text.front() == '"';
    const auto json = isString ? '[' + text.toByteArray() + ']' : QByteArray::fromRawData(text.data(), text.size());
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return badRow(tr("not valid JSON: %1").arg(error.errorString()));
    if (isString && document.array().size() == 1)
        return ListRow{document.array().first().toString(), {}};
    if (!document.isObject())
        return badRow(tr("neither a JSON object nor a string"));
    return fromObject(document.object());
}

Result<ListRow> JsonlReader::fromObject(QJsonObject object)
{
    const auto key = addressKey(object);
    if (!key)
        return key.error();
    const auto address = object.take(key.value());
    if (!address.isString())
        return badRow(tr("“%1” is not a text").arg(key.value()));
    m_foundKey = key.value();
    noteColumns(object);
    return ListRow{address.toString(), std::move(object)};
}

Result<QString> JsonlReader::addressKey(const QJsonObject &object)
{
    if (!m_foundKey.isEmpty() && object.contains(m_foundKey))
        return m_foundKey;
    const auto keys = object.keys();
    if (!m_urlKey.isEmpty()) {
        if (const auto key = findColumn(keys, m_urlKey))
            return keys[*key];
        return badRow(tr("the object has no key “%1”, only: %2").arg(m_urlKey, keys.join(QLatin1StringView(", "))));
    }
    QStringList values;
    for (const auto &value : object)
        values += value.toString();
    if (const auto column = findAddressColumn(keys, values, {}))
        return keys[column.value()];
    return badRow(tr("no key of the object is called url, and none holds an address"));
}

void JsonlReader::noteColumns(const QJsonObject &extra)
{
    for (auto it = extra.constBegin(); it != extra.constEnd() && m_columns.size() < maxColumns; ++it) {
        const auto key = it.key();
        if (m_known.contains(key))
            continue;
        m_known.insert(key);
        m_columns += key;
    }
}

} // namespace sluice
