#include "practice/gzip.h"

#include <QtEndian>

#include <array>

namespace sluice {

namespace {

constexpr std::array<quint32, 256> crcTable = [] {
    std::array<quint32, 256> table{};
    for (quint32 n = 0; n < 256; ++n) {
        quint32 c = n;
        for (int bit = 0; bit < 8; ++bit)
            c = (c & 1U) ? 0xEDB88320U ^ (c >> 1) : c >> 1;
        table[n] = c;
    }
    return table;
}();

quint32 crc32(const QByteArray &data)
{
    quint32 crc = ~0U;
    for (const char c : data)
        crc = crcTable[(crc ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (crc >> 8);
    return ~crc;
}

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
    appendLittleEndian(result, crc32(data));
    appendLittleEndian(result, static_cast<quint32>(data.size()));
    return result;
}

} // namespace sluice
