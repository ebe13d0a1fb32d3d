// The one way to fetch.
#pragma once

#include "async/canceltoken.h"
#include "fetch/bodysink.h"
#include "fetch/fetchtypes.h"

#include <QCoroTask>

namespace sluice {

/// Starts every request at once: whoever calls holds a permit, the fetcher is never a queue.
/// One thread. The sink must outlive the call and gets only the body of a response with a 2xx status.
class Fetcher
{
public:
    virtual ~Fetcher() = default;

    /// Ends when the body is complete, a deadline fired, the sink refused, the transfer failed or the token
    /// was cancelled; whichever it was, the request is over by then.
    virtual QCoro::Task<FetchReport> fetch(FetchRequest request, BodySink *sink, CancelToken token) = 0;
};

} // namespace sluice
