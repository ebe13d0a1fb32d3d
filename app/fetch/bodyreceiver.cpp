#include "fetch/bodyreceiver.h"

#include <QCoreApplication>

namespace sluice {

Error bodyTooLarge(qint64 maxBytes)
{
    return {ErrorKind::Size,
            QCoreApplication::translate("BodyReceiver", "The body is larger than the limit of %1 bytes").arg(maxBytes)};
}

Result<void> BodyReceiver::take(QByteArrayView chunk)
{
    m_wireBytes += chunk.size();
    if (m_discarding)
        return success();
    if (m_decoder)
        return m_decoder->decode(chunk, [this](QByteArrayView decoded) { return deliver(decoded); });
    return deliver(chunk);
}

Result<void> BodyReceiver::deliver(QByteArrayView chunk)
{
    if (m_maxBytes > 0 && m_bytes + chunk.size() > m_maxBytes)
        return bodyTooLarge(m_maxBytes);
    auto written = m_sink->write(chunk);
    if (written)
        m_bytes += chunk.size();
    return written;
}

Result<void> BodyReceiver::finish() const
{
    return m_decoder && !m_discarding ? m_decoder->finish() : success();
}

} // namespace sluice
