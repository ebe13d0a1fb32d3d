// Who is not ready before a time has passed.
#pragma once

#include "core/waitgauge.h"

#include <set>
#include <utility>

namespace sluice {

/// Keeps a gauge of jobs that pause before another try. Private to telemetry; not thread-safe; the gauge outlives it.
class JobPauses
{
public:
    explicit JobPauses(WaitGauge *gauge) : m_gauge(gauge) {}

    void begin(WaitReason reason, TimePoint now, TimePoint due);
    /// So many jobs pause since an earlier run; for what reason is not known, and counts as Backoff.
    void addEarlier(qint64 jobs, TimePoint now);
    /// One of these is ready since `due`.
    void endEarlier(TimePoint due);

    /// Ends those that are due. The project has at most `known` jobs that retry: where that is fewer, some were taken
    /// back by the user; which is not known, and those due last are forgotten.
    void endDue(TimePoint now, qint64 known);

private:
    using Pause = std::pair<TimePoint, WaitReason>;

    WaitGauge *m_gauge;
    std::multiset<Pause> m_pauses;
    qint64 m_earlier = 0;
};

} // namespace sluice
