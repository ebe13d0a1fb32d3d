#include "core/crc32.h"

#include <QtEndian>

#include <array>

namespace sluice {

namespace {

using Tables = std::array<std::array<quint32, 256>, 8>;

/// Eight tables, so that eight bytes go in one step: tables[k] is tables[0] after k further zero bytes.
constexpr Tables tables = [] {
    Tables result{};
    for (quint32 n = 0; n < 256; ++n) {
        quint32 c = n;
        for (int bit = 0; bit < 8; ++bit)
            c = (c & 1U) ? 0xEDB88320U ^ (c >> 1) : c >> 1;
        result[0][n] = c;
    }
    for (size_t k = 1; k < 8; ++k) {
        for (size_t n = 0; n < 256; ++n)
            result[k][n] = result[0][result[k - 1][n] & 0xFFU] ^ (result[k - 1][n] >> 8);
    }
    return result;
}();

} // namespace

void Crc32::add(QByteArrayView data)
{
    const char *at = data.data();
    const char *const end = at + data.size();
    for (; end - at >= 8; at += 8) {
        const quint32 low = qFromLittleEndian<quint32>(at) ^ m_state;
        const quint32 high = qFromLittleEndian<quint32>(at + 4);
        m_state = tables[7][low & 0xFFU] ^ tables[6][(low >> 8) & 0xFFU] ^ tables[5][(low >> 16) & 0xFFU] ^
                  tables[4][low >> 24] ^ tables[3][high & 0xFFU] ^ tables[2][(high >> 8) & 0xFFU] ^
                  tables[1][(high >> 16) & 0xFFU] ^ tables[0][high >> 24];
    }
    for (; at != end; ++at)
        m_state = tables[0][(m_state ^ static_cast<unsigned char>(*at)) & 0xFFU] ^ (m_state >> 8);
}

} // namespace sluice
