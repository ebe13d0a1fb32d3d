// A run, taken apart where its limits were changed.
#pragma once

#include "telemetry/tally.h"

namespace sluice {

/// Of a run, while no limit changed, without pauses by the user.
struct LimitPeriod
{
    Tally all;
    Tally bulk;          ///< all, as it was before its end began
    GaugeReading gauges; ///< the last

    void add(const Tally &tally);
    /// Without the end, where fewer than half as many were in flight as before; unless that was most of it.
    const Tally &withoutEnd() const { return bulk.wall * 2 >= all.wall ? bulk : all; }
};

/// Private to telemetry.
class LimitPeriods
{
public:
    /// A second has ended, with that reading. One in which a limit was changed is of no period.
    void add(const Tally &tally, const GaugeReading &gauges);
    /// The last one that is long enough to tell what held it back.
    const LimitPeriod &told() const;

private:
    bool m_hasOne = false;
    LimitPeriod m_now;
    std::optional<LimitPeriod> m_before;
};

} // namespace sluice
