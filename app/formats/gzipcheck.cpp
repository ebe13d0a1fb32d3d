#include "formats/gzipcheck.h"

#include <QtEndian>

namespace sluice {

namespace {

constexpr QByteArrayView memberStart("\x1F\x8B\x08"); // magic and the only method there is
constexpr qsizetype trailerSize = 8;

/// The start of the file itself is no second one.
bool hasSecondStart(QByteArrayView bytes, qint64 offset)
{
    return bytes.indexOf(memberStart, offset == 0 ? 1 : 0) >= 0;
}

} // namespace

void GzipCheck::addCompressed(QByteArrayView block)
{
    if (m_beginning.size() < memberStart.size())
        m_beginning += block.first(qMin(block.size(), memberStart.size() - m_beginning.size()));
    if (!m_mayHaveMembers) {
        auto seam = m_tail;
        seam += block.first(qMin(block.size(), memberStart.size() - 1));
        m_mayHaveMembers = hasSecondStart(seam, m_seen - m_tail.size()) || hasSecondStart(block, m_seen);
    }
    m_seen += block.size();
    m_tail += block.last(qMin(block.size(), trailerSize));
    m_tail = m_tail.last(qMin(m_tail.size(), trailerSize));
}

void GzipCheck::addText(QByteArrayView block)
{
    m_crc.add(block);
    m_length += static_cast<quint32>(block.size());
}

bool GzipCheck::isIntact() const
{
    if (m_beginning != memberStart || m_mayHaveMembers || m_tail.size() < trailerSize)
        return true;
    return qFromLittleEndian<quint32>(m_tail.constData()) == m_crc.value() &&
           qFromLittleEndian<quint32>(m_tail.constData() + 4) == m_length;
}

} // namespace sluice
