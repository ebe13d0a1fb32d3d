#include "fetch/curl/curlheaderblock.h"

#include <algorithm>

namespace sluice {

CurlHeaderBlock::Progress CurlHeaderBlock::take(QByteArrayView line)
{
    m_bytes += line.size();
    if (m_bytes > maxBytes)
        return Progress::TooLarge;
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n'))
        line.chop(1);
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
    m_fields.clear();
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
    if ((line.front() == ' ' || line.front() == '\t') && !m_fields.empty()) { // a folded line
        m_fields.back().second += ' ' + line.trimmed().toByteArray();
        return;
    }
    const auto colon = line.indexOf(':');
    if (colon <= 0)
        return;
    const auto name = line.first(colon).trimmed();
    const auto value = line.sliced(colon + 1).trimmed();
    const auto known = std::find_if(m_fields.begin(), m_fields.end(), [name](const auto &field) {
        return name.compare(field.first, Qt::CaseInsensitive) == 0;
    });
    if (known == m_fields.end()) {
        m_fields.emplace_back(name.toByteArray(), value.empty() ? QByteArray("") : value.toByteArray());
        return;
    }
    const bool cookie = name.compare("set-cookie", Qt::CaseInsensitive) == 0;
    known->second += cookie ? "\n" : ", ";
    known->second += value;
}

} // namespace sluice
