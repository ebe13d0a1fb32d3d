#include "processing/steps/csvstatistics.h"

#include <QJsonObject>

#include <algorithm>

namespace sluice {

CsvStatistics::CsvStatistics(const QStringList &names)
{
    for (const auto &name : names)
        m_columns.push_back({name});
}

void CsvStatistics::add(const CsvRecord &record, QByteArrayView text)
{
    ++m_rows;
    const auto columns = static_cast<qsizetype>(m_columns.size());
    if (record.size() != columns)
        ++m_raggedRows;
    for (qsizetype i = 0; i < std::min(record.size(), columns); ++i) {
        auto &column = m_columns[static_cast<size_t>(i)];
        const auto cell = record.rawCell(i, text);
        if (cell.trimmed().isEmpty())
            ++column.empty;
        else if (column.type != CellType::Text) // nothing changes that any more
            column.type = commonType(column.type, cellTypeOf(cell));
    }
}

QJsonArray CsvStatistics::columns() const
{
    QJsonArray json;
    for (const auto &column : m_columns) {
        json.append(QJsonObject{{QStringLiteral("name"), column.name},
                                {QStringLiteral("type"), cellTypeName(column.type)},
                                {QStringLiteral("empty"), column.empty}});
    }
    return json;
}

} // namespace sluice
