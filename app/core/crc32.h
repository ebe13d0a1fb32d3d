#pragma once

#include <QByteArrayView>

namespace sluice {

/// The CRC-32 of gzip, zip and PNG (reflected polynomial 0xEDB88320), of data that comes in pieces.
class Crc32
{
public:
    void add(QByteArrayView data);
    quint32 value() const { return ~m_state; }

private:
    quint32 m_state = ~0U;
};

} // namespace sluice
