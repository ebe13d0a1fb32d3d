#pragma once

#include <QWidget>

#include <optional>

namespace sluice {

class RunPlot;
class RunSeries;
class Timeline;
struct Palette;

/// What lies over the curves of a plot: marks where something was changed, the cursor, and the stretch being dragged.
/// Of its own, so that moving the cursor draws a narrow strip again and not the chart.
class PlotOverlay : public QWidget
{
    Q_OBJECT

public:
    PlotOverlay(const Timeline *timeline, RunPlot *plot);

    void setSeries(const RunSeries *series);
    void setSelection(std::optional<std::pair<double, double>> stretch);
    /// The marks of the stretch shown, after it or the series changed.
    void updateMarks();
    void moveCursor();
    /// What was changed at a time, or a few pixels from it: hostile text made visible. Empty for nothing.
    QString markAt(double time) const;

    void paint(QPainter *painter, const Palette &colours) const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRect strip(double time) const;

    const Timeline *m_timeline;
    RunPlot *m_plot;
    const RunSeries *m_series = nullptr;
    std::vector<std::pair<double, QString>> m_marks; ///< by time
    std::optional<double> m_drawn;                   ///< where the cursor was last
    std::optional<std::pair<double, double>> m_selection;
};

} // namespace sluice
