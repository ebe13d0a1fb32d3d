// Where a body goes while it arrives.
#pragma once

#include "core/result.h"

#include <QByteArrayView>

namespace sluice {

/// Called on the fetcher's thread, in order. An error ends the request with that error.
class BodySink
{
public:
    virtual ~BodySink() = default;
    virtual Result<void> write(QByteArrayView chunk) = 0;
};

} // namespace sluice
