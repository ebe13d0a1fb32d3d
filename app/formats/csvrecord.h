// One row of a table, by RFC 4180.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace sluice {

/// Finds the cells of a record that may grow while it is read, as a line end within quotes does not end it.
class CsvRecord
{
public:
    enum class State {
        Complete,
        OpenQuote,      ///< the text ends within quotes: go on with a longer one
        TextAfterQuote, ///< a closing quote is followed by something else than a delimiter
    };

    explicit CsvRecord(char delimiter) : m_delimiter(delimiter) {}

    void begin();
    /// `text` begins as in the call before, since begin(), and may be longer.
    State parse(QByteArrayView text);

    qsizetype size() const { return static_cast<qsizetype>(m_cells.size()); }
    /// `text` as in the last parse(). Its bytes are valid UTF-8.
    QString cell(qsizetype index, QByteArrayView text) const;
    /// The same as it is written between its quotes: doubled quotes stay doubled.
    QByteArrayView rawCell(qsizetype index, QByteArrayView text) const;
    bool isEmpty(qsizetype index) const { return m_cells[static_cast<size_t>(index)].size == 0; }

private:
    struct Cell
    {
        qsizetype start = 0;
        qsizetype size = 0;
        bool hasDoubledQuotes = false;
    };

    bool addPlain(QByteArrayView text);

    char m_delimiter;
    std::vector<Cell> m_cells;
    qsizetype m_pos = 0;
    bool m_inQuotes = false;
    Cell m_open; ///< the quoted cell at hand
};

} // namespace sluice
