#pragma once

#include "fetch/bodysink.h"

#include <QByteArray>

namespace sluice {

/// Keeps a body in memory, up to a limit; beyond it the request ends with a Size error.
class MemorySink final : public BodySink
{
public:
    explicit MemorySink(qint64 maxBytes) : m_maxBytes(maxBytes) {}

    Result<void> write(QByteArrayView chunk) override;
    const QByteArray &data() const { return m_data; }
    QByteArray take() { return std::exchange(m_data, {}); }

private:
    qint64 m_maxBytes;
    QByteArray m_data;
};

} // namespace sluice
