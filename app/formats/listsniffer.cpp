#include "formats/listsniffer.h"

#include "formats/addresscolumn.h"
#include "formats/csvdialect.h"
#include "formats/csvrecord.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace sluice {

namespace {

QByteArrayView firstLine(QByteArrayView text)
{
    const auto start = text.trimmed();
    const auto end = start.indexOf('\n');
    return end < 0 ? start : start.first(end).trimmed();
}

bool isJsonAddress(QByteArrayView line)
{
    const auto array = QJsonDocument::fromJson('[' + line.toByteArray() + ']').array();
    return array.size() == 1 && looksLikeAddress(array.first().toString());
}

QStringList cells(QByteArrayView line, char delimiter)
{
    CsvRecord record(delimiter);
    record.begin();
    record.parse(line);
    QStringList cells;
    for (qsizetype i = 0; i < record.size(); ++i)
        cells += record.cell(i, line).trimmed();
    return cells;
}

} // namespace

ListFormat sniffListFormat(QByteArrayView beginning, const QString &urlColumn)
{
    const auto line = firstLine(beginning);
    if (line.startsWith('<'))
        return ListFormat::Xml;
    if (line.startsWith('{') || (line.startsWith('"') && isJsonAddress(line)))
        return ListFormat::Jsonl;
    const auto names = cells(line, sniffDelimiter(beginning));
    const auto isKnown = [&](const QString &name) {
        return findColumn(names, name).has_value();
    };
    const auto &usual = addressColumnNames();
    if (!urlColumn.isEmpty() || std::any_of(usual.begin(), usual.end(), isKnown))
        return ListFormat::Csv;
    return ListFormat::Txt;
}

} // namespace sluice
