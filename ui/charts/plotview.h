#pragma once

#include <QChartView>

#include <functional>

class QGraphicsSimpleTextItem;
class QValueAxis;

namespace sluice {

/// The picture of a time chart: the plot with room for labels at its left and bottom, which it draws itself, for
/// Qt's own cut off what does not fit and move the plot about.
class PlotView : public QChartView
{
    Q_OBJECT

public:
    explicit PlotView(QWidget *parent);

    QValueAxis *xAxis() const { return m_x; }
    QValueAxis *yAxis() const { return m_y; }

    void setTop(double top, const std::function<QString(double)> &axisText);
    /// How many seconds are shown, and what stands below the two ends.
    void setSpan(double seconds, const QString &leftText, const QString &rightText);
    QGraphicsSimpleTextItem *addText();
    /// Puts a text above a point of the plot and inside it; false if it would cover one of the occupied points or the
    /// edge would push it away from its own.
    bool placeText(QGraphicsSimpleTextItem *text, const QPointF &value, const QList<QPointF> &occupied);

    /// Words for what the pointer rests on, by x; empty: none.
    void setHover(std::function<QString(double)> hover);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void placeLabels();
    void paintInPalette();

    QValueAxis *m_x;
    QValueAxis *m_y;
    QGraphicsSimpleTextItem *m_left;
    QGraphicsSimpleTextItem *m_right;
    std::array<QGraphicsSimpleTextItem *, 3> m_yTexts{};
    std::vector<QGraphicsSimpleTextItem *> m_texts;
    std::function<QString(double)> m_hover;
};

} // namespace sluice
