#pragma once

#include "fetch/bodysink.h"

namespace sluice {

/// Drops a body and counts its bytes: for jobs that only ask whether and how fast.
class CountingSink final : public BodySink
{
public:
    Result<void> write(QByteArrayView chunk) override
    {
        m_bytes += chunk.size();
        return success();
    }

    qint64 bytes() const { return m_bytes; }

private:
    qint64 m_bytes = 0;
};

} // namespace sluice
