// HostMeter that knows no host. Linked before the real one: the other side of the bench's comparison.
#include "telemetry/hostmeter.h"

namespace sluice {

struct HostMeter::Private
{
};

HostMeter::HostMeter(const Clock *, size_t) : d(std::make_unique<Private>()) {}

HostMeter::~HostMeter() = default;

void HostMeter::setBusy(std::function<bool(const HostKey &)>) {}

void HostMeter::attemptEnded(const HostKey &, const HostSample &, TimePoint) {}

void HostMeter::describe(std::vector<HostRow> *) const {}

WaitTimes HostMeter::waits() const
{
    return {};
}

qint64 HostMeter::dropped() const
{
    return 0;
}

} // namespace sluice
