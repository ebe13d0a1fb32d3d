#include "fetch/curl/curltimings.h"

#include <algorithm>
#include <array>

namespace sluice {

PhaseTimings phaseTimings(const CurlMarks &marks, bool tls)
{
    PhaseTimings timings;
    struct Phase
    {
        Duration *length;
        qint64 end;
    };
    // A reused connection has no marks of connecting: those phases then have no length.
    const auto handshake = tls ? std::max(marks.appConnect, marks.preTransfer) : marks.connect;
    const std::array phases{Phase{&timings.dns, marks.nameLookup}, Phase{&timings.connect, marks.connect},
                            Phase{&timings.tls, handshake}, Phase{&timings.firstByte, marks.startTransfer}};
    const bool connected = marks.preTransfer > 0;
    qint64 reached = 0;
    for (const auto &phase : phases) {
        const bool passedBy = connected && phase.length != &timings.firstByte;
        if (phase.end == 0 && !passedBy) {
            *phase.length = Duration(std::max<qint64>(0, marks.total - reached));
            return timings;
        }
        const auto end = std::max(reached, phase.end);
        *phase.length = Duration(end - reached);
        reached = end;
    }
    timings.body = Duration(std::max<qint64>(0, marks.total - reached));
    return timings;
}

} // namespace sluice
