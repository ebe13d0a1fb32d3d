#include "formats/txtreader.h"

#include "formats/listerrors.h"

namespace sluice {

std::optional<ListEntry> TxtReader::next()
{
    for (;;) {
        switch (m_lines.next()) {
        case LineReader::Step::End:
            return {};
        case LineReader::Step::Failed:
            return ListEntry{m_lines.line(), listFailed(m_lines.failure())};
        case LineReader::Step::TooLong:
            return ListEntry{m_lines.line(), badRow(lineTooLong())};
        case LineReader::Step::Record:
            break;
        }
        const auto text = m_lines.text().trimmed();
        if (text.isEmpty() || text.front() == '#')
            continue;
        if (!text.isValidUtf8())
            return ListEntry{m_lines.line(), badRow(notUtf8())};
        return ListEntry{m_lines.line(), ListRow{QString::fromUtf8(text), {}}};
    }
}

} // namespace sluice
