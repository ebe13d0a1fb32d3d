#pragma once

#include "formats/csvrecord.h"
#include "formats/linereader.h"
#include "formats/listreader.h"

#include <vector>

namespace sluice {

/// Tables with a delimiter. The first row is a header unless one of its cells looks like an address; without a
/// header the columns are column_1, column_2, ...
class CsvReader final : public ListReader
{
public:
    static Result<std::unique_ptr<ListReader>> open(LineReader lines, char delimiter, const QString &urlColumn);

    std::optional<ListEntry> next() override;
    QStringList extraColumns() const override;
    qint64 bytesRead() const override { return m_lines.bytesRead(); }

private:
    struct Row
    {
        LineReader::Step step = LineReader::Step::End;
        QString badReason; ///< empty: the record can be used
    };

    CsvReader(LineReader lines, char delimiter);

    Result<void> readHeader(const QString &urlColumn);
    Result<void> setColumns(const QStringList &names, const QStringList &firstRow, const QString &urlColumn);
    Row readRow();
    QString readRecord();
    QStringList cells() const;
    ListEntry entry(const Row &row);
    Result<ListRow> makeRow();

    LineReader m_lines;
    CsvRecord m_record;
    QStringList m_names;
    qsizetype m_address = 0;
    std::vector<qsizetype> m_extra; ///< the other columns in the order of their names, as JSON objects keep them
    std::optional<Row> m_pending;   ///< the record at hand is read but not yet given out
};

} // namespace sluice
