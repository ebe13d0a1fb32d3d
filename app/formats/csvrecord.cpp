#include "formats/csvrecord.h"

namespace sluice {

void CsvRecord::begin()
{
    m_cells.clear();
    m_pos = 0;
    m_inQuotes = false;
}

/// Adds the unquoted cell at m_pos and goes behind it. Whether there is another one.
bool CsvRecord::addPlain(QByteArrayView text)
{
    auto end = text.indexOf(m_delimiter, m_pos);
    const bool isLast = end < 0;
    if (isLast)
        end = text.size();
    m_cells.push_back({m_pos, end - m_pos, false});
    m_pos = end + 1;
    return !isLast;
}

CsvRecord::State CsvRecord::parse(QByteArrayView text)
{
    for (;;) {
        if (!m_inQuotes) {
            if (m_pos < text.size() && text[m_pos] == '"') {
                m_inQuotes = true;
                m_open = {++m_pos, 0, false};
            } else if (addPlain(text)) {
                continue;
            } else {
                return State::Complete;
            }
        }
        const auto quote = text.indexOf('"', m_pos);
        if (quote < 0) {
            m_pos = text.size();
            return State::OpenQuote;
        }
        m_pos = quote + 1;
        if (m_pos < text.size() && text[m_pos] == '"') {
            m_open.hasDoubledQuotes = true;
            ++m_pos;
            continue;
        }
        m_inQuotes = false;
        m_open.size = quote - m_open.start;
        m_cells.push_back(m_open);
        if (m_pos >= text.size())
            return State::Complete;
        if (text[m_pos] != m_delimiter)
            return State::TextAfterQuote;
        ++m_pos;
    }
}

QString CsvRecord::cell(qsizetype index, QByteArrayView text) const
{
    auto result = QString::fromUtf8(rawCell(index, text));
    if (m_cells[static_cast<size_t>(index)].hasDoubledQuotes)
        result.replace(QLatin1StringView("\"\""), QLatin1StringView("\""));
    return result;
}

QByteArrayView CsvRecord::rawCell(qsizetype index, QByteArrayView text) const
{
    const auto &cell = m_cells[static_cast<size_t>(index)];
    return text.sliced(cell.start, cell.size);
}

} // namespace sluice
