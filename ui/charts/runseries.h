#pragma once

#include "core/seriespoint.h"

#include <vector>

namespace sluice {

/// The seconds of one run, as charts draw them. Times are seconds since the run began; a second is known when it is
/// over, so that is where it lies: the first one at 1.
class RunSeries
{
public:
    RunSeries() = default;
    RunSeries(std::vector<SeriesPoint> points, WallTime now, bool ended);

    const std::vector<SeriesPoint> &points() const { return m_points; }
    bool isEmpty() const { return m_points.empty(); }
    bool hasEnded() const { return m_ended; }

    WallTime start() const;
    /// From its beginning to now, or to its end.
    double length() const;
    double timeOf(const SeriesPoint &point) const;
    double timeOf(WallTime moment) const;
    WallTime momentAt(double time) const;

    /// The seconds from `from` to `to`, and one more at either side so that curves reach the edges: [first, last).
    std::pair<size_t, size_t> within(double from, double to) const;
    /// The nearest second; null when there is none within two seconds of it, or of what is drawn as one.
    const SeriesPoint *nearest(double time, double tolerance = 2) const;

    /// Those newer than what is there.
    void append(const std::vector<SeriesPoint> &newer);
    /// Those older than what is there.
    void prepend(const std::vector<SeriesPoint> &older);
    void setNow(WallTime now, bool ended);

private:
    std::vector<SeriesPoint> m_points;
    WallTime m_now{};
    bool m_ended = false;
};

} // namespace sluice
