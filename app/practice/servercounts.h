// What the server counts, so that others can be checked against it.
#pragma once

#include "practice/practiceserver.h"

#include <QByteArray>
#include <QHash>

#include <atomic>

namespace sluice {

/// Counts on the server's thread; stats() on any.
class ServerCounts
{
public:
    /// Distinct paths that are counted one by one; requests for others are only in the totals.
    static constexpr qsizetype maxPaths = 200'000;

    void connected() { ++m_connections; }
    void began(QByteArrayView target);
    void ended() { m_inFlight.fetch_sub(1, std::memory_order_relaxed); }

    PracticeStats stats() const;
    /// The server's thread only. With paths: {"path?query": requests}.
    QByteArray json(bool withPaths) const;

private:
    std::atomic<qint64> m_requests = 0;
    std::atomic<int> m_inFlight = 0;
    std::atomic<int> m_peakInFlight = 0;
    qint64 m_connections = 0;
    QHash<QByteArray, qint64> m_paths;
    qint64 m_otherPaths = 0;
};

} // namespace sluice
