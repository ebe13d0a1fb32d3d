#include "practice/gzip.h"

#include "core/crc32.h"

#include <QtEndian>

namespace sluice {

namespace {

void appendLittleEndian(QByteArray &to, quint32 number)
{
    const quint32 bytes = qToLittleEndian(number);
    to.append(reinterpret_cast<const char *>(&bytes), 4);
}

} // namespace

QByteArray gzipped(const QByteArray &data)
{
    // Qt writes four bytes of length and a zlib stream: two bytes of header, deflate, four bytes of checksum.
    const auto compressed = qCompress(data);
    QByteArray result("\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\xFF", 10);
    result += compressed.sliced(6, compressed.size() - 10);
    Crc32 crc;
    crc.add(data);
    appendLittleEndian(result, crc.value());
    appendLittleEndian(result, static_cast<quint32>(data.size()));
    return result;
}

} // namespace sluice
