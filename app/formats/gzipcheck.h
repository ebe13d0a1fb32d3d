// libarchive 3.6 unpacks gzip without comparing the checksum; this does.
#pragma once

#include "core/crc32.h"

#include <QByteArray>

namespace sluice {

/// Sees both sides of the unpacking of one file. The trailer of a gzip member (RFC 1952) holds CRC and length of its
/// text. A file of several members cannot be told from a damaged one by its last trailer alone, so a mismatch counts
/// only where the beginning of a second member is nowhere to be seen.
class GzipCheck
{
public:
    void addCompressed(QByteArrayView block);
    void addText(QByteArrayView block);
    /// At the end: true unless the file is gzip and its text is not what was packed.
    bool isIntact() const;

private:
    QByteArray m_beginning; ///< the first three bytes
    QByteArray m_tail;      ///< the last eight
    bool m_mayHaveMembers = false;
    qint64 m_seen = 0;
    Crc32 m_crc;
    quint32 m_length = 0; ///< modulo 2^32, as in the trailer
};

} // namespace sluice
