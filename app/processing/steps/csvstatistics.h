// What a table looks like, gathered row by row.
#pragma once

#include "formats/csvrecord.h"
#include "processing/steps/celltype.h"

#include <QJsonArray>
#include <QStringList>

#include <vector>

namespace sluice {

/// Counts rows and settles on a type for each column.
class CsvStatistics
{
public:
    explicit CsvStatistics(const QStringList &names);

    /// `text`: what the record was made from. Cells beyond the last column are not looked at.
    void add(const CsvRecord &record, QByteArrayView text);

    qint64 rows() const { return m_rows; }
    /// Rows with more or fewer cells than there are columns.
    qint64 raggedRows() const { return m_raggedRows; }
    /// [{"name": "id", "type": "integer", "empty": 0}, …]
    QJsonArray columns() const;

private:
    struct Column
    {
        QString name;
        CellType type = CellType::Empty;
        qint64 empty = 0; ///< cells that are there but empty
    };

    std::vector<Column> m_columns;
    qint64 m_rows = 0;
    qint64 m_raggedRows = 0;
};

} // namespace sluice
