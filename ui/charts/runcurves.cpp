#include "ui/charts/runcurves.h"

#include "ui/charts/decimation.h"
#include "ui/charts/plotview.h"
#include "ui/charts/runseries.h"
#include "ui/theme/palette.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QPen>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

bool isArea(const CurveSpec &curve)
{
    return curve.kind == CurveKind::Band || curve.kind == CurveKind::Gap;
}

double highestOf(const QList<QPointF> &points)
{
    const auto highest = std::max_element(points.begin(), points.end(),
                                          [](const auto &one, const auto &other) { return one.y() < other.y(); });
    return highest == points.end() ? 0 : highest->y();
}

/// x is time, thinned out; shifted to the right edge afterwards, so that columns stand still while time passes.
QList<QPointF> shifted(QList<QPointF> points, double to)
{
    for (auto &point : points)
        point.rx() -= to;
    return points;
}

QList<QPointF> lineOf(const RunSeries &series, const std::function<double(const SeriesPoint &)> &value, bool steps,
                      double from, double to)
{
    QList<QPointF> points;
    const auto [first, last] = series.within(from, to);
    for (size_t i = first; i < last; ++i) {
        const auto &second = series.points()[i];
        const QPointF point(series.timeOf(second), value(second));
        if (!std::isfinite(point.y()))
            continue;
        if (steps && !points.isEmpty() && points.last().y() != point.y())
            points.append({point.x(), points.last().y()});
        points.append(point);
    }
    return points;
}

} // namespace

RunCurves::RunCurves(PlotView *plot, const ChartSpec *chart) : m_plot(plot), m_chart(chart)
{
    for (const auto &spec : chart->curves) {
        Curve curve{&spec, nullptr};
        if (isArea(spec)) {
            // Parented by hand: an area does not own its edges.
            curve.line = new QLineSeries(plot);
            curve.base = new QLineSeries(plot);
            curve.area = new QAreaSeries(curve.line, curve.base);
            plot->chart()->addSeries(curve.area);
            curve.area->attachAxis(plot->xAxis());
            curve.area->attachAxis(plot->yAxis());
        } else {
            curve.line = addLine();
        }
        m_curves.push_back(curve);
    }
    if (chart->isStacked()) {
        m_others.push_back({nullptr, addLine()});
    } else {
        for (const auto &spec : chart->curves) {
            if (spec.compared)
                m_others.push_back({&spec, addLine()});
        }
    }
}

RunCurves::~RunCurves()
{
    m_plot->chart()->removeAllSeries();
    for (const auto &curve : m_curves) {
        if (curve.area) {
            delete curve.line;
            delete curve.base;
        }
    }
}

QLineSeries *RunCurves::addLine()
{
    auto *line = new QLineSeries;
    m_plot->chart()->addSeries(line);
    line->attachAxis(m_plot->xAxis());
    line->attachAxis(m_plot->yAxis());
    return line;
}

double RunCurves::fill(const RunSeries &series, double from, double to, int columns)
{
    double highest = 0;
    m_points = 0;
    QList<QPointF> below;
    for (const auto &curve : m_curves) {
        const auto &spec = *curve.spec;
        auto points = lineOf(series, spec.value, spec.kind == CurveKind::Limit, from, to);
        if (spec.kind == CurveKind::Band) {
            const bool flat = highestOf(points) == 0;
            for (qsizetype i = 0; i < points.size() && !below.isEmpty(); ++i)
                points[i].ry() += below[i].y();
            auto base = below;
            if (base.isEmpty()) {
                for (const auto &point : points)
                    base.append({point.x(), 0});
            }
            curve.base->replace(shifted(meansOfColumns(base, from, to, columns), to));
            below = points;
            if (flat) { // most are, most of the time, and cost as much as the others
                curve.line->replace(QList<QPointF>());
                curve.base->replace(QList<QPointF>());
                continue;
            }
        } else if (spec.kind == CurveKind::Gap) {
            const auto base = lineOf(series, spec.base, false, from, to);
            curve.base->replace(shifted(meansOfColumns(base, from, to, columns), to));
        }
        highest = std::max(highest, highestOf(points));
        points = isArea(spec) ? meansOfColumns(points, from, to, columns) : peaksOfColumns(points, from, to, columns);
        m_points = std::max(m_points, points.size());
        curve.line->replace(shifted(std::move(points), to));
    }
    return highest;
}

double RunCurves::fillOther(const RunSeries *other, double from, double to, int columns)
{
    double highest = 0;
    for (const auto &curve : m_others) {
        if (!other) {
            curve.line->replace(QList<QPointF>());
            continue;
        }
        const auto sum = [this](const SeriesPoint &point) {
            double total = 0;
            for (const auto &band : m_chart->curves)
                total += band.value(point);
            return total;
        };
        const auto points =
            curve.spec ? lineOf(*other, curve.spec->value, false, from, to) : lineOf(*other, sum, false, from, to);
        highest = std::max(highest, highestOf(points));
        curve.line->replace(shifted(peaksOfColumns(points, from, to, columns), to));
    }
    return highest;
}

void RunCurves::paintIn(const Palette &colours)
{
    for (const auto &curve : m_curves) {
        const auto &color = colours.bands[static_cast<size_t>(curve.spec->colour)];
        if (curve.area) {
            auto ground = color;
            ground.setAlphaF(curve.spec->kind == CurveKind::Gap ? 0.35F : 0.85F);
            curve.area->setPen(Qt::NoPen);
            curve.area->setBrush(ground);
            continue;
        }
        QPen pen(color, 1.5);
        if (curve.spec->kind == CurveKind::Limit)
            pen.setDashPattern({4, 3});
        curve.line->setPen(pen);
    }
    for (const auto &curve : m_others) {
        QPen pen(curve.spec ? colours.bands[static_cast<size_t>(curve.spec->colour)] : colours.text, 1.5);
        pen.setDashPattern({1, 2});
        curve.line->setPen(pen);
    }
}

} // namespace sluice
