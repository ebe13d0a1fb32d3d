#include "ui/charts/plotview.h"

#include "ui/theme/palette.h"

#include <QChart>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QGraphicsSimpleTextItem>
#include <QMouseEvent>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>

namespace sluice {

namespace {

constexpr double left = 58;
constexpr double right = 6;
constexpr double top = 8;
constexpr double bottom = 18;
constexpr int lowest = 64;

} // namespace

PlotView::PlotView(QWidget *parent) : QChartView(parent), m_x(new QValueAxis(this)), m_y(new QValueAxis(this))
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMinimumHeight(lowest);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);

    auto *plot = chart();
    plot->setAnimationOptions(QChart::NoAnimation);
    plot->legend()->hide();
    plot->setBackgroundVisible(false);
    plot->setMargins({});
    plot->layout()->setContentsMargins(0, 0, 0, 0);
    plot->addAxis(m_x, Qt::AlignBottom);
    plot->addAxis(m_y, Qt::AlignLeft);
    for (auto *axis : {m_x, m_y}) {
        axis->setLabelsVisible(false);
        axis->setLineVisible(false);
    }
    m_x->setGridLineVisible(false);
    m_y->setTickCount(3);

    m_left = addText();
    m_right = addText();
    for (auto *&text : m_yTexts)
        text = addText();
    paintInPalette();
}

void PlotView::setTop(double value, const std::function<QString(double)> &axisText)
{
    if (m_y->max() == value && !m_yTexts[0]->text().isEmpty())
        return;
    m_y->setRange(0, value);
    for (size_t i = 0; i < m_yTexts.size(); ++i)
        m_yTexts[i]->setText(axisText(value * static_cast<double>(i) / 2));
    placeLabels();
}

void PlotView::setSpan(double seconds, const QString &leftText, const QString &rightText)
{
    if (m_x->min() != -seconds)
        m_x->setRange(-seconds, 0);
    if (m_left->text() == leftText && m_right->text() == rightText)
        return;
    m_left->setText(leftText);
    m_right->setText(rightText);
    placeLabels();
}

QGraphicsSimpleTextItem *PlotView::addText()
{
    auto *text = new QGraphicsSimpleTextItem(chart());
    text->setZValue(20);
    auto small = font();
    small.setPointSizeF(small.pointSizeF() - 1);
    text->setFont(small);
    text->setBrush(paletteFor(palette()).dimmed);
    m_texts.push_back(text);
    return text;
}

bool PlotView::placeText(QGraphicsSimpleTextItem *text, const QPointF &value, const QList<QPointF> &occupied)
{
    const auto area = chart()->plotArea();
    const auto size = text->boundingRect().size();
    const auto point = chart()->mapToPosition(value);
    const double x = std::clamp(point.x() + 6, area.left(), std::max(area.left(), area.right() - size.width()));
    const QRectF place(QPointF(x, std::max(point.y() - size.height() - 3, area.top() - top)), size);
    text->setPos(place.topLeft());
    return std::none_of(occupied.begin(), occupied.end(), [&](const QPointF &other) {
        return place.adjusted(-2, 0, 2, 0).contains(chart()->mapToPosition(other));
    });
}

void PlotView::setHover(std::function<QString(double)> hover)
{
    m_hover = std::move(hover);
}

void PlotView::paintInPalette()
{
    const auto &colours = paletteFor(palette());
    m_y->setGridLinePen(QPen(colours.line, 1));
    for (auto *text : m_texts)
        text->setBrush(colours.dimmed);
}

void PlotView::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        paintInPalette();
}

void PlotView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    chart()->setPlotArea(
        QRectF(left, top, std::max(1.0, width() - left - right), std::max(1.0, height() - top - bottom)));
    placeLabels();
}

void PlotView::mouseMoveEvent(QMouseEvent *event)
{
    QChartView::mouseMoveEvent(event);
    const auto area = chart()->plotArea();
    if (!m_hover || !area.contains(event->position())) {
        QToolTip::hideText();
        return;
    }
    const double x = chart()->mapToValue(event->position()).x();
    QToolTip::showText(event->globalPosition().toPoint(), m_hover(x), this);
}

void PlotView::placeLabels()
{
    const auto area = chart()->plotArea();
    m_left->setPos(area.left(), area.bottom() + 3);
    m_right->setPos(area.right() - m_right->boundingRect().width(), area.bottom() + 3);
    for (size_t i = 0; i < m_yTexts.size(); ++i) {
        const auto size = m_yTexts[i]->boundingRect().size();
        const double y = area.bottom() - area.height() * static_cast<double>(i) / 2;
        m_yTexts[i]->setPos(area.left() - size.width() - 6, y - size.height() / 2);
    }
}

} // namespace sluice
