#include "ui/charts/plotoverlay.h"

#include "core/safetext.h"
#include "ui/charts/runplot.h"
#include "ui/charts/runseries.h"
#include "ui/charts/timeline.h"
#include "ui/theme/palette.h"

#include <QChart>
#include <QPainter>

#include <cmath>

namespace sluice {

namespace {

constexpr double markReach = 5; // pixels
constexpr int longestMark = 500;

} // namespace

PlotOverlay::PlotOverlay(const Timeline *timeline, RunPlot *plot) : QWidget(plot), m_timeline(timeline), m_plot(plot)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void PlotOverlay::setSeries(const RunSeries *series)
{
    m_series = series;
    updateMarks();
}

void PlotOverlay::setSelection(std::optional<std::pair<double, double>> stretch)
{
    if (stretch == m_selection)
        return;
    m_selection = stretch;
    update();
}

void PlotOverlay::updateMarks()
{
    m_marks.clear();
    if (m_series) {
        const auto [first, last] = m_series->within(m_timeline->from(), m_timeline->to());
        for (size_t i = first; i < last; ++i) {
            const auto &point = m_series->points()[i];
            if (!point.mark.isEmpty())
                m_marks.emplace_back(m_series->timeOf(point), visibleText(point.mark, longestMark));
        }
    }
    update();
}

void PlotOverlay::moveCursor()
{
    if (m_drawn)
        update(strip(*m_drawn));
    m_drawn = m_timeline->cursor();
    if (m_drawn)
        update(strip(*m_drawn));
}

QString PlotOverlay::markAt(double time) const
{
    for (const auto &[at, what] : m_marks) {
        if (std::abs(m_plot->xAt(at) - m_plot->xAt(time)) <= markReach)
            return what;
    }
    return {};
}

QRect PlotOverlay::strip(double time) const
{
    return {static_cast<int>(m_plot->xAt(time)) - 2, 0, 5, height()};
}

void PlotOverlay::paint(QPainter *painter, const Palette &colours) const
{
    const auto area = m_plot->chart()->plotArea();
    if (m_selection) {
        auto ground = colours.accent;
        ground.setAlphaF(0.2F);
        painter->fillRect(QRectF(QPointF(m_plot->xAt(m_selection->first), area.top()),
                                 QPointF(m_plot->xAt(m_selection->second), area.bottom()))
                              .intersected(area),
                          ground);
    }
    painter->setBrush(colours.retrying);
    for (const auto &[time, what] : m_marks) {
        const double x = m_plot->xAt(time);
        if (x < area.left() || x > area.right())
            continue;
        painter->setPen(QPen(colours.retrying, 1, Qt::DotLine));
        painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter->setPen(Qt::NoPen);
        painter->drawPolygon(QPolygonF({{x - 4, area.top() - 4}, {x + 4, area.top() - 4}, {x, area.top() + 3}}));
    }
    if (const auto cursor = m_timeline->cursor()) {
        const double x = m_plot->xAt(*cursor);
        if (x >= area.left() - 0.5 && x <= area.right() + 0.5) {
            painter->setPen(QPen(colours.accent, 1));
            painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        }
    }
}

void PlotOverlay::paintEvent(QPaintEvent *)
{
    const auto &colours = paletteFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(&painter, colours);
    if (m_plot->hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours.accent, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4.5, 0.5, -1.5, -0.5), 4, 4);
    }
}

} // namespace sluice
