#include "memorysink.h"

#include "fetch/bodyreceiver.h"

namespace sluice {

Result<void> MemorySink::write(QByteArrayView chunk)
{
    if (m_data.size() + chunk.size() > m_maxBytes)
        return bodyTooLarge(m_maxBytes);
    m_data.append(chunk);
    return success();
}

} // namespace sluice
