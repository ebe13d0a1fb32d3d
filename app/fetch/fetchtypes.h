// The values that go into and come out of one request.
#pragma once

#include "core/duration.h"
#include "core/result.h"
#include "fetch/headerlines.h"

#include <QByteArray>
#include <QUrl>

namespace sluice {

/// Points in time that a request must not pass. Zero means none.
struct FetchDeadlines
{
    Duration connect{}; ///< until the connection, TLS included, is up
    Duration idle{}; ///< between two arrivals of bytes, once the response has begun; before it only where total is none
    Duration total{}; ///< what is left of the whole attempt
};

/// One GET or HEAD of one address. Redirects are reported, not followed.
struct FetchRequest
{
    QUrl url{}; ///< http or https
    QByteArray method = "GET";
    RawHeaders headers{}; ///< validated: names are tokens, values have no control characters
    FetchDeadlines deadlines{};
    qint64 maxBytes = 0; ///< of the decoded body; 0 = no limit
};

/// Where the time of a request went. Consecutive and gap-free: the sum is the request's wall time.
/// With Qt's own manager dns, connect and tls are inside firstByte (it does not tell).
struct PhaseTimings
{
    Duration dns{};
    Duration connect{};
    Duration tls{};
    Duration firstByte{}; ///< from the request being sent to the first byte of the response
    Duration body{};
};

struct FetchResponse
{
    int status = 0; ///< 0: no response came
    QByteArray reason;
    QByteArray headers; ///< lines "Name: value\r\n", as they came
    qint64 bytes = 0;   ///< decoded body bytes handed to the sink
    PhaseTimings timings;
    bool connectionReused = false;
    QByteArray httpVersion; ///< "1.1", "2"
    QString remoteAddress;

    /// Case-insensitive; several of one name joined by ", "; empty if absent.
    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
};

/// How a request ended and what is known of the response, even when it failed half-way.
/// `ending` speaks of the transfer alone: a 404 that arrived whole is a success here.
struct FetchReport
{
    Result<void> ending = Cancelled{};
    FetchResponse response;
};

} // namespace sluice
