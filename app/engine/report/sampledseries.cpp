#include "engine/report/sampledseries.h"

#include <algorithm>
#include <limits>

namespace sluice {

SampledSeries::SampledSeries(std::span<const SeriesPoint> points, WallTime start, size_t most)
    : m_points(points), m_start(start), m_group(std::max<size_t>(1, (points.size() + most - 1) / most))
{
}

std::vector<double> SampledSeries::each(const std::function<double(std::span<const SeriesPoint>)> &fold) const
{
    std::vector<double> values;
    values.reserve(size());
    for (size_t first = 0; first < m_points.size(); first += m_group)
        values.push_back(fold(m_points.subspan(first, std::min(m_group, m_points.size() - first))));
    return values;
}

std::vector<double> SampledSeries::moments() const
{
    return each([this](auto group) { return std::max(0.0, since(group.front())); });
}

double SampledSeries::length() const
{
    return m_points.empty() ? 0 : std::max(0.0, since(m_points.back())) + 1;
}

std::vector<double> SampledSeries::means(const Value &value) const
{
    return each([&value](auto group) {
        double sum = 0;
        for (const auto &point : group)
            sum += value(point);
        return sum / static_cast<double>(group.size());
    });
}

std::vector<double> SampledSeries::highest(const Value &value) const
{
    return each([&value](auto group) {
        double most = 0;
        for (const auto &point : group)
            most = std::max(most, value(point));
        return most;
    });
}

std::vector<double> SampledSeries::measured(const Value &value) const
{
    return each([&value](auto group) {
        double sum = 0;
        int count = 0;
        for (const auto &point : group) {
            sum += value(point);
            count += value(point) != 0 ? 1 : 0;
        }
        return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
    });
}

} // namespace sluice
