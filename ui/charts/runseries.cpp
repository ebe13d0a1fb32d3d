#include "ui/charts/runseries.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

bool isBefore(const SeriesPoint &point, WallTime moment)
{
    return point.second < moment;
}

double secondsBetween(WallTime from, WallTime to)
{
    return seconds(std::chrono::duration_cast<Duration>(to - from));
}

} // namespace

RunSeries::RunSeries(std::vector<SeriesPoint> points, WallTime now, bool ended)
    : m_points(std::move(points)), m_now(now), m_ended(ended)
{
}

WallTime RunSeries::start() const
{
    return m_points.empty() ? m_now : m_points.front().second;
}

double RunSeries::length() const
{
    return m_points.empty() ? 0 : std::max(timeOf(m_points.back()), secondsBetween(start(), m_now));
}

double RunSeries::timeOf(const SeriesPoint &point) const
{
    return secondsBetween(start(), point.second) + 1;
}

double RunSeries::timeOf(WallTime moment) const
{
    return secondsBetween(start(), moment);
}

WallTime RunSeries::momentAt(double time) const
{
    return start() + Duration(std::llround(time * 1e6));
}

std::pair<size_t, size_t> RunSeries::within(double from, double to) const
{
    const auto at = [this](double time) {
        // A point lies a second after the moment it is named by.
        return std::lower_bound(m_points.begin(), m_points.end(), momentAt(time - 1), isBefore) - m_points.begin();
    };
    const auto first = static_cast<size_t>(at(from));
    const auto last = static_cast<size_t>(at(to));
    return {first > 0 ? first - 1 : 0, std::min(last + 2, m_points.size())};
}

const SeriesPoint *RunSeries::nearest(double time, double tolerance) const
{
    const auto after = std::lower_bound(m_points.begin(), m_points.end(), momentAt(time - 1), isBefore);
    const SeriesPoint *best = after == m_points.end() ? nullptr : &*after;
    if (after != m_points.begin()) {
        const auto &before = *std::prev(after);
        if (!best || std::abs(timeOf(before) - time) <= std::abs(timeOf(*best) - time))
            best = &before;
    }
    return best && std::abs(timeOf(*best) - time) <= tolerance ? best : nullptr;
}

void RunSeries::append(const std::vector<SeriesPoint> &newer)
{
    for (const auto &point : newer) {
        if (m_points.empty() || point.second > m_points.back().second)
            m_points.push_back(point);
    }
}

void RunSeries::prepend(const std::vector<SeriesPoint> &older)
{
    std::vector<SeriesPoint> before;
    for (const auto &point : older) {
        if (m_points.empty() || point.second < m_points.front().second)
            before.push_back(point);
    }
    m_points.insert(m_points.begin(), std::make_move_iterator(before.begin()), std::make_move_iterator(before.end()));
}

void RunSeries::setNow(WallTime now, bool ended)
{
    m_now = now;
    m_ended = ended;
}

} // namespace sluice
