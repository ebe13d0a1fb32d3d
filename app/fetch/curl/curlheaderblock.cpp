#include "fetch/curl/curlheaderblock.h"

#include "fetch/headerlines.h"

#include <algorithm>

namespace sluice {

constexpr qsizetype usualBytes = 512;

CurlHeaderBlock::Progress CurlHeaderBlock::take(QByteArrayView line)
{
    m_bytes += line.size();
    if (m_bytes > maxBytes || ++m_count > maxFields)
        return Progress::TooLarge;
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n'))
        line.chop(1);
    if (m_lines.capacity() == 0)
        m_lines.reserve(usualBytes);
    if (m_complete) // a trailer
        return Progress::Complete;
    if (line.empty()) {
        m_complete = m_status >= 200;
        return m_complete ? Progress::Complete : Progress::Incomplete;
    }
    if (line.startsWith("HTTP/"))
        takeStatusLine(line);
    else
        takeField(line);
    return Progress::Incomplete;
}

void CurlHeaderBlock::takeStatusLine(QByteArrayView line)
{
    m_lines.clear();
    m_reason.clear();
    m_status = 0;
    const auto afterVersion = line.indexOf(' ');
    if (afterVersion < 0)
        return;
    const auto rest = line.sliced(afterVersion + 1).trimmed();
    m_status = rest.first(std::min<qsizetype>(3, rest.size())).toInt();
    if (rest.size() > 3)
        m_reason = rest.sliced(3).trimmed().toByteArray();
}

void CurlHeaderBlock::takeField(QByteArrayView line)
{
    if ((line.front() == ' ' || line.front() == '\t') && !m_lines.isEmpty()) { // a folded line
        m_lines.chop(2);
        m_lines.append(' ').append(line.trimmed()).append("\r\n");
        return;
    }
    const auto colon = line.indexOf(':');
    if (colon <= 0)
        return;
    appendHeaderLine(&m_lines, line.first(colon), line.sliced(colon + 1));
}

} // namespace sluice
