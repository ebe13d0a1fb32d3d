// A run's seconds, thinned out for drawing.
#pragma once

#include "core/seriespoint.h"

#include <functional>
#include <span>
#include <vector>

namespace sluice {

/// At most `most` groups of as many neighbouring seconds each (the last may have fewer). The points must outlive it.
class SampledSeries
{
public:
    using Value = std::function<double(const SeriesPoint &)>;

    SampledSeries(std::span<const SeriesPoint> points, WallTime start, size_t most);

    size_t size() const { return (m_points.size() + m_group - 1) / m_group; }
    size_t secondsEach() const { return m_group; }
    std::vector<double> moments() const; ///< seconds from the start to the beginning of each group
    double length() const;               ///< seconds from the start to the end of the last

    std::vector<double> means(const Value &value) const;
    std::vector<double> highest(const Value &value) const;
    /// Means over the seconds in which it is not zero; NaN where there is none: of what was not always measured.
    std::vector<double> measured(const Value &value) const;

private:
    std::vector<double> each(const std::function<double(std::span<const SeriesPoint>)> &fold) const;
    double since(const SeriesPoint &point) const { return seconds(point.second - m_start); }

    std::span<const SeriesPoint> m_points;
    WallTime m_start;
    size_t m_group;
};

} // namespace sluice
