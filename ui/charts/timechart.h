#pragma once

#include "core/seriespoint.h"
#include "ui/charts/nicerange.h"
#include "ui/theme/icons.h"

#include <QFrame>
#include <QPointF>

#include <vector>

class QAreaSeries;
class QChart;
class QGraphicsSimpleTextItem;
class QLabel;
class QLineSeries;
class QScatterSeries;
class QXYSeries;

namespace sluice {

class ElidedLabel;
class PlotView;

/// A card with a title, the latest value in large, and two minutes of one or more curves. Curves are filled by
/// replacing all their points at once; axes change rarely; nothing is animated.
class TimeChart : public QFrame
{
    Q_OBJECT

public:
    static constexpr double longestSpan = 120; ///< seconds from the left edge to the right one

    TimeChart(const QString &title, double smallestTop, QWidget *parent);
    ~TimeChart() override;

    /// The last two minutes, or less after a short time. `now` is at the right edge: the end of the run if it ended, or
    /// the moment that is looked at. `edge` says in words what is there, where it is neither of these two.
    void showPoints(const std::vector<SeriesPoint> &points, WallTime now, bool ended, const QString &edge = {});

protected:
    QXYSeries *addArea(IconTone tone);
    QXYSeries *addLine(IconTone tone, bool dashed = false);
    QXYSeries *addDots(IconTone tone);
    /// A word beside the curve, at its left end.
    void setLabel(const QXYSeries *series, const QString &text);

    void setValue(const QString &large, const QString &rest);
    /// Fits the axis to the highest value shown.
    void setHighest(double highest);

    /// Fills the curves.
    virtual void draw(const std::vector<SeriesPoint> &points) = 0;
    /// What the pointer rests on, in words.
    virtual QString textAt(const SeriesPoint &point) const = 0;
    /// A number on the vertical axis.
    virtual QString axisText(double value) const;
    /// The columns of textual data: heading, then one line per second.
    virtual QString tableHead() const = 0;
    virtual QString tableLine(const SeriesPoint &point) const = 0;

    /// Where a second lies on the horizontal axis: 0 is now, −10 ten seconds ago.
    double xOf(const SeriesPoint &point) const;

    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Curve
    {
        QXYSeries *line;
        QAreaSeries *area; ///< null for lines and dots
        QGraphicsSimpleTextItem *label;
        IconTone tone;
        bool dashed;
    };

    QXYSeries *add(QXYSeries *series, IconTone tone, bool dashed);
    void paintInPalette();
    void placeLabels();
    QString hoverText(double x) const;
    void copyTable() const;

    QLabel *m_value;
    ElidedLabel *m_rest;
    QString m_said;
    PlotView *m_plot;
    std::vector<Curve> m_curves;
    NiceRange m_range;
    std::vector<SeriesPoint> m_points;
    WallTime m_now{};
};

} // namespace sluice
