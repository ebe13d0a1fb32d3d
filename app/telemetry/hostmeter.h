// What is measured of each host during a run.
#pragma once

#include "core/clock.h"
#include "core/hosttally.h"

#include <functional>
#include <memory>

namespace sluice {

/// Adds up attempts by host, in constant memory: of the hosts that nothing is going on with, the one that was heard of
/// longest ago makes room for a new one when there are too many; how many did is counted. Engine thread only;
/// attemptEnded() takes some tens of nanoseconds and allocates only for a host it does not know.
class HostMeter
{
public:
    static constexpr size_t mostHosts = 20'000;

    explicit HostMeter(const Clock *clock, size_t most = mostHosts);
    ~HostMeter();

    /// Who says of which host something is going on with it (in flight, or waiting); without one, of none.
    void setBusy(std::function<bool(const HostKey &)> isBusy);

    void attemptEnded(const HostKey &host, const HostSample &sample, TimePoint now);

    /// Fills in the rows of these hosts, and appends those of all others that are known.
    void describe(std::vector<HostRow> *rows) const;
    qint64 dropped() const;
    WaitTimes waits() const; ///< of all attempts, those on dropped hosts too

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
