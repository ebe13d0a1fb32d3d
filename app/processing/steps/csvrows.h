// The rows of a body that is a table.
#pragma once

#include "async/canceltoken.h"
#include "core/result.h"
#include "formats/csvrecord.h"
#include "formats/linereader.h"

namespace sluice {

/// Goes through the rows that are not empty, a row in memory at a time. Failures are of kind Step and name the line.
class CsvRows
{
public:
    CsvRows(ListInput input, char delimiter, CancelToken token);

    /// To the next row; false at the end.
    Result<bool> next();
    const CsvRecord &record() const { return m_record; }
    /// What the record was made from.
    QByteArrayView text() const { return m_lines.text(); }

private:
    Result<void> readRecord();
    Error failure(const QString &reason) const;

    LineReader m_lines;
    CsvRecord m_record;
    CancelToken m_token;
};

} // namespace sluice
