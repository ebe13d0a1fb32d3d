// Times of a run, in words.
#pragma once

#include <QString>

namespace sluice {

class RunSeries;
class Timeline;

/// Since the run began: "0:00", "12:05", "1:02:05".
QString timeText(double seconds);
/// What stands under the right edge: "12:05", and that it is now or the end.
QString rangeEndText(const Timeline &timeline, const RunSeries &series);
/// "0:30 to 2:30 of 5:00"
QString rangeText(const Timeline &timeline);

} // namespace sluice
