#pragma once

#include "ui/charts/chartspec.h"

#include <QList>
#include <QPointF>

class QAreaSeries;
class QLineSeries;

namespace sluice {

class PlotView;
class RunSeries;
struct Palette;

/// The curves of a chart in its plot. On the horizontal axis of the plot 0 is the right edge, as in every PlotView.
class RunCurves
{
public:
    RunCurves(PlotView *plot, const ChartSpec *chart);
    ~RunCurves();

    /// Replaces all points by those of the stretch, thinned out to so many columns. Returns the highest value.
    double fill(const RunSeries &series, double from, double to, int columns);
    /// The same for another run that is laid over it, dashed: a stack shows its sum. Null: there is none.
    double fillOther(const RunSeries *other, double from, double to, int columns);
    void paintIn(const Palette &colours);
    /// How many points are drawn: with many, soft edges cost more than they show.
    qsizetype pointCount() const { return m_points; }

private:
    struct Curve
    {
        const CurveSpec *spec;
        QLineSeries *line; ///< its upper edge, for an area
        QLineSeries *base = nullptr;
        QAreaSeries *area = nullptr;
    };

    QLineSeries *addLine();

    PlotView *m_plot;
    const ChartSpec *m_chart;
    std::vector<Curve> m_curves;
    std::vector<Curve> m_others;
    qsizetype m_points = 0;
};

} // namespace sluice
