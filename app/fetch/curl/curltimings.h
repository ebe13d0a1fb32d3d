#pragma once

#include "fetch/fetchtypes.h"

namespace sluice {

/// libcurl's marks of one transfer: microseconds since its start, 0 = not reached (CURLINFO_*_TIME_T).
struct CurlMarks
{
    qint64 nameLookup = 0;
    qint64 connect = 0;
    qint64 appConnect = 0; ///< 0 without TLS and on a reused connection
    qint64 preTransfer = 0;
    qint64 startTransfer = 0;
    qint64 total = 0;
};

/// The phases between the marks. What is left after the last mark reached belongs to the phase that did not
/// get to its end: a refused connection spent its time connecting, not receiving a body.
PhaseTimings phaseTimings(const CurlMarks &marks, bool tls);

} // namespace sluice
