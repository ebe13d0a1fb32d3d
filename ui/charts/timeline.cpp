#include "ui/charts/timeline.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sluice {

void Timeline::setLength(double length, bool ended)
{
    if (m_paused)
        return;
    m_length = length;
    const bool other = std::exchange(m_ended, ended) != ended;
    if (m_following)
        follow(m_atHome ? homeSpan() : m_span);
    if (other)
        Q_EMIT modeChanged();
}

/// Grows in steps, so that the picture is not squeezed a little every second.
double Timeline::homeSpan() const
{
    if (m_home > 0 && m_length >= m_home)
        return m_home;
    if (m_ended)
        return std::max(m_length, shortest);
    for (const double step : {30.0, 60.0, 120.0, 300.0, 600.0, 1'200.0, 1'800.0, 3'600.0}) {
        if (m_length <= step)
            return step;
    }
    return 3'600 * std::ceil(m_length / 3'600);
}

void Timeline::setHome(double span)
{
    m_home = span;
    reset();
}

void Timeline::reset()
{
    m_atHome = true;
    follow(homeSpan());
    setFollowing(true);
}

void Timeline::zoom(double factor, double around)
{
    const double longest = std::max(homeSpan(), std::max(m_length, shortest));
    const double span = std::clamp(m_span * factor, shortest, longest);
    const double share = (m_to - around) / m_span;
    // At the end of a run that goes on one wants to stay there.
    m_atHome = false;
    if (m_following)
        follow(span);
    else
        setRange(span, std::clamp(around + share * span, span, std::max(m_length, span)));
}

void Timeline::show(double from, double to)
{
    if (to - from < shortest) {
        const double middle = (from + to) / 2;
        from = middle - shortest / 2;
        to = middle + shortest / 2;
    }
    m_atHome = false;
    const double end = std::min(to, std::max(m_length, shortest));
    setFollowing(end >= m_length);
    setRange(to - from, end);
}

void Timeline::pan(double by)
{
    const double to = std::clamp(m_to + by, m_span, std::max(m_length, m_span));
    m_atHome = false;
    setFollowing(to >= m_length);
    setRange(m_span, to);
}

void Timeline::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    if (m_following)
        follow(m_span);
    Q_EMIT modeChanged();
}

void Timeline::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    Q_EMIT modeChanged();
}

void Timeline::setCursor(std::optional<double> time)
{
    if (time)
        time = std::clamp(*time, 0.0, std::max(0.0, m_length));
    if (time == m_cursor)
        return;
    m_cursor = time;
    Q_EMIT cursorChanged();
}

/// A run that does not fill the stretch yet begins at the left edge.
void Timeline::follow(double span)
{
    setRange(span, std::max(m_length, span));
}

void Timeline::setRange(double span, double to)
{
    if (span == m_span && to == m_to)
        return;
    m_span = span;
    m_to = to;
    Q_EMIT rangeChanged();
}

} // namespace sluice
