#include "formats/linereader.h"

#include <algorithm>
#include <cstring>

namespace sluice {

namespace {

constexpr qsizetype readAtOnce = 256 * 1024;
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

} // namespace

LineReader::LineReader(ListInput input) : m_input(std::move(input))
{
    if (m_input.peek(byteOrderMark.size()).startsWith(byteOrderMark) && fill())
        m_begin = m_end = byteOrderMark.size();
}

bool LineReader::fill()
{
    if (m_atEnd)
        return false;
    if (m_begin > 0) { // what is before the record is not needed any more
        std::memmove(m_buffer.data(), m_buffer.constData() + m_begin, static_cast<size_t>(m_filled - m_begin));
        m_filled -= m_begin;
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_buffer.size() < m_filled + readAtOnce)
        m_buffer.resize(m_filled + readAtOnce);
    const auto count = m_input.read(m_buffer.data() + m_filled, readAtOnce);
    m_filled += std::max<qint64>(count, 0);
    m_atEnd = count <= 0;
    m_hasFailed = count < 0;
    return count > 0;
}

/// Length of the line that begins `from` bytes behind m_begin, with its line end; at the end of the text what is
/// left; -1 if it goes beyond the limit.
qsizetype LineReader::lineEnd(qsizetype from)
{
    qsizetype searched = from;
    do {
        const auto *start = m_buffer.constData() + m_begin;
        const auto left = m_filled - m_begin - searched;
        if (const auto *found = std::memchr(start + searched, '\n', static_cast<size_t>(left)))
            searched = static_cast<const char *>(found) - start + 1;
        else
            searched += left;
        if (searched > maxRecord + 2) // the line end does not count
            return -1;
        if (searched > from && m_buffer[m_begin + searched - 1] == '\n')
            break;
    } while (fill());
    return searched - from;
}

LineReader::Step LineReader::stepOver(qsizetype from, qsizetype length) const
{
    const bool isWhole = length > 0 && m_buffer[m_begin + from + length - 1] == '\n';
    if (m_hasFailed && !isWhole)
        return Step::Failed; // what there is of it may be half a line
    return length > 0 ? Step::Record : Step::End;
}

LineReader::Step LineReader::next()
{
    m_line += std::max<qint64>(m_lines, 1);
    m_lines = 1;
    m_begin = m_end;
    const auto length = lineEnd(0);
    const auto step = length < 0 ? skipLine() : stepOver(0, length);
    if (step == Step::Record)
        m_end = m_begin + length;
    if (step != Step::Failed)
        return step == Step::Record && text().size() > maxRecord ? Step::TooLong : step;
    m_end = m_filled;
    m_hasFailed = false; // said once: from here on it is the end
    return step;
}

LineReader::Step LineReader::skipLine()
{
    for (;;) {
        const auto *start = m_buffer.constData() + m_begin;
        if (const auto *found = std::memchr(start, '\n', static_cast<size_t>(m_filled - m_begin))) {
            m_end = m_begin = static_cast<const char *>(found) - m_buffer.constData() + 1;
            return Step::TooLong;
        }
        m_begin = m_end = m_filled;
        if (!fill())
            return m_hasFailed ? Step::Failed : Step::TooLong;
    }
}

LineReader::Step LineReader::extend()
{
    const auto from = m_end - m_begin;
    const auto length = lineEnd(from);
    if (length < 0)
        return Step::TooLong;
    if (const auto step = stepOver(from, length); step != Step::Record)
        return step;
    m_end = m_begin + from + length;
    ++m_lines;
    return Step::Record;
}

void LineReader::keepFirstLine()
{
    const auto *start = m_buffer.constData() + m_begin;
    if (const auto *found = std::memchr(start, '\n', static_cast<size_t>(m_end - m_begin)))
        m_end = static_cast<const char *>(found) - m_buffer.constData() + 1;
    m_lines = 1;
}

QByteArrayView LineReader::text() const
{
    const auto record = QByteArrayView(m_buffer.constData() + m_begin, m_end - m_begin);
    if (record.endsWith("\r\n"))
        return record.chopped(2);
    return record.endsWith('\n') ? record.chopped(1) : record;
}

} // namespace sluice
