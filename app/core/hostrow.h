// What there is to say about one host.
#pragma once

#include "core/error.h"
#include "core/hostkey.h"
#include "core/waitreason.h"

#include <QByteArray>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace sluice {

struct HostRow
{
    HostKey host;

    // now, or at the moment asked for
    int inFlight = 0;
    int limit = 0;         ///< places on it; 0: there is no such limit (local files), or it is not known any more
    bool ownLimit = false; ///< the limit is this host's own, not the common one
    bool paused = false;   ///< nobody is let in to it
    int waiting = 0;       ///< ready, but not let in yet
    std::optional<WallTime> coolingUntil;
    double perSecond = 0; ///< attempts that ended, over the last ten seconds

    // so far
    qint64 attempts = 0; ///< cancelled ones too
    qint64 failed = 0;
    qint64 answered = 0; ///< attempts to which something came back
    qint64 reused = 0;   ///< of these, over a connection that had been used before
    qint64 bytes = 0;
    Duration firstByteP50{}; ///< zero: none
    Duration firstByteP99{};
    QByteArray httpVersion;                      ///< of the last answer: "1.1", "2"
    std::array<qint64, errorKindCount> errors{}; ///< attempts that failed, by ErrorKind
    WaitTimes waits;

    qint64 of(ErrorKind kind) const { return errors[static_cast<size_t>(kind)]; }
    friend bool operator==(const HostRow &, const HostRow &) = default;
};

/// Shared, for it may be long and goes from thread to thread; the rows in no particular order.
struct HostTable
{
    std::shared_ptr<const std::vector<HostRow>> rows = std::make_shared<const std::vector<HostRow>>();
    qint64 dropped = 0; ///< hosts of which nothing is known any more, for there were too many
};

} // namespace sluice
