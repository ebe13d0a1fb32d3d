// Where a body goes while it arrives.
#pragma once

#include "core/result.h"
#include "core/waitreason.h"

#include <QByteArrayView>

namespace sluice {

/// Called on the fetcher's thread, in order. An error ends the request with that error.
class BodySink
{
public:
    virtual ~BodySink() = default;
    virtual Result<void> write(QByteArrayView chunk) = 0;
    /// The request has got so far: Connect (the name is known; TLS included), FirstByte (it was sent), Body (the
    /// response has begun). Until the first of these it is looking for the address. For whoever shows it live: exact
    /// spans are in the report. `now` is when.
    virtual void reached(WaitReason phase, TimePoint now)
    {
        Q_UNUSED(phase)
        Q_UNUSED(now)
    }
};

} // namespace sluice
