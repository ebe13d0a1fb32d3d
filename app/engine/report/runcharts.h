// The charts of a report, as data: what each shows and says.
#pragma once

#include "engine/keptrun.h"
#include "formats/timeplot.h"

namespace sluice {

struct RunChart
{
    TimePlot plot;
    QString axis; ///< what the upright axis counts
};

/// Thinned out to about 600 moments. Charts of what never happened (errors) are left out; none for an empty series.
std::vector<RunChart> chartsOf(const KeptRun &run);

/// How many seconds of the run each of their moments stands for; the last may be of fewer.
size_t secondsEachPoint(const KeptRun &run);

} // namespace sluice
