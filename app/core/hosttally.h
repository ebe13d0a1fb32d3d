// The attempts of one host, added up: the same for a run that goes on and for one that a project remembers.
#pragma once

#include "core/hostrow.h"
#include "core/outcome.h"
#include "core/smallhistogram.h"

namespace sluice {

/// One attempt, as its host sees it.
struct HostSample
{
    Outcome outcome = Outcome::Succeeded;
    qint64 bytes = 0;
    Duration firstByte{}; ///< zero when nothing was fetched
    bool reused = false;
    QByteArray httpVersion;
    std::optional<ErrorKind> error;
    WaitTimes waits;
};

/// About half a kilobyte. Cancelled attempts count with their bytes and waits, but say nothing about the host.
class HostTally
{
public:
    void add(const HostSample &sample);
    /// Fills in what is counted "so far".
    void describe(HostRow *row) const;
    const WaitTimes &waits() const { return m_waits; }

private:
    qint64 m_attempts = 0;
    qint64 m_bytes = 0;
    quint32 m_failed = 0;
    quint32 m_answered = 0;
    quint32 m_reused = 0;
    std::array<quint32, errorKindCount> m_errors{};
    SmallHistogram m_firstByte;
    QByteArray m_httpVersion;
    WaitTimes m_waits;
};

} // namespace sluice
