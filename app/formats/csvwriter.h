#pragma once

#include "formats/rowwriter.h"
#include "formats/tablefile.h"

namespace sluice {

/// RFC 4180: CRLF, UTF-8, quotes only where they are needed. A text cell that a spreadsheet would take for a formula
/// (it begins with = + - @ TAB or CR) gets an apostrophe in front; numbers do not.
class CsvWriter final : public RowWriter
{
public:
    CsvWriter(const QString &fileName, char delimiter) : m_file(fileName), m_delimiter(delimiter) {}

    Result<void> open() { return m_file.open(); }
    Result<void> begin(const QStringList &columns) override;
    Result<void> write(const std::vector<QJsonValue> &values) override;
    Result<void> finish() override { return m_file.commit(); }

private:
    void appendText(QByteArray &out, const QString &text) const;
    void appendCell(QByteArray &out, QByteArrayView text) const;
    void appendValue(QByteArray &out, const QJsonValue &value) const;
    Result<void> endRow(qsizetype start);

    TableFile m_file;
    char m_delimiter;
};

} // namespace sluice
