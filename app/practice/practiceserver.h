// A real HTTP server on loopback to try things on.
#pragma once

#include "core/result.h"

#include <QStringList>
#include <QUrl>

#include <memory>

namespace sluice {

/// What the server itself counted since it started.
struct PracticeStats
{
    qint64 requests = 0;
    int inFlight = 0;
    int peakInFlight = 0;
};

/// Serves on 127.0.0.1 from a thread of its own. `/stats` gives the counts as JSON, and per path with ?paths=1.
class PracticeServer
{
public:
    PracticeServer();
    ~PracticeServer();

    /// Port 0 takes a free one. The base address, e.g. http://127.0.0.1:40123, without a slash at the end.
    Result<QUrl> start(quint16 port = 0);
    /// Any thread. A request is in flight from its header to its last byte; it leaves the count a moment after the
    /// client may have that byte, but before another request is seen.
    PracticeStats stats() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// n addresses of the server at `base`, a fixed mixture of quick, slow, failing, redirected and image ones: what
/// /list?n= returns.
QStringList practiceList(const QUrl &base, int n);

} // namespace sluice
