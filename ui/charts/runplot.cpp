#include "ui/charts/runplot.h"

#include "ui/charts/plotoverlay.h"
#include "ui/charts/runseries.h"
#include "ui/charts/timeline.h"

#include <QApplication>
#include <QChart>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

constexpr double zoomStep = 1.25;
constexpr double panShare = 0.2; // of the stretch shown

} // namespace

RunPlot::RunPlot(Timeline *timeline, QWidget *parent)
    : PlotView(parent), m_timeline(timeline), m_overlay(new PlotOverlay(timeline, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void RunPlot::setSeries(const RunSeries *series)
{
    m_series = series;
    m_overlay->setSeries(series);
}

double RunPlot::timeAt(double x) const
{
    const auto area = chart()->plotArea();
    return m_timeline->from() + (x - area.left()) / area.width() * (m_timeline->to() - m_timeline->from());
}

double RunPlot::xAt(double time) const
{
    const auto area = chart()->plotArea();
    return area.left() + (time - m_timeline->from()) / (m_timeline->to() - m_timeline->from()) * area.width();
}

bool RunPlot::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        m_timeline->rest();
    return PlotView::viewportEvent(event);
}

void RunPlot::resizeEvent(QResizeEvent *event)
{
    PlotView::resizeEvent(event);
    m_overlay->setGeometry(rect());
}

void RunPlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_pressed = timeAt(event->position().x());
    else
        event->ignore(); // the menu is the card's
}

void RunPlot::mouseMoveEvent(QMouseEvent *event)
{
    const double time = timeAt(event->position().x());
    if (m_pressed) {
        const double moved = std::abs(event->position().x() - xAt(*m_pressed));
        m_dragging = m_dragging || moved >= QApplication::startDragDistance();
        m_overlay->setSelection(m_dragging ? std::optional(std::minmax({*m_pressed, time})) : std::nullopt);
        return;
    }
    const bool inside = chart()->plotArea().contains(event->position());
    if (inside)
        m_timeline->setCursor(time);
    else
        m_timeline->rest();
    const auto words = inside && m_words ? m_words(time) : QString();
    if (words.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPosition().toPoint(), words, this);
}

void RunPlot::mouseReleaseEvent(QMouseEvent *event)
{
    const auto pressed = std::exchange(m_pressed, std::nullopt);
    m_overlay->setSelection(std::nullopt);
    if (!pressed)
        return;
    m_chose = !std::exchange(m_dragging, false);
    if (m_chose) {
        Q_EMIT chosen(*pressed);
        return;
    }
    const auto [from, to] = std::minmax({*pressed, timeAt(event->position().x())});
    m_timeline->show(std::max(0.0, from), to);
}

void RunPlot::mouseDoubleClickEvent(QMouseEvent *)
{
    m_pressed.reset();
    if (std::exchange(m_chose, false))
        Q_EMIT choiceWithdrawn();
    m_timeline->reset();
}

void RunPlot::wheelEvent(QWheelEvent *event)
{
    const bool meant = hasFocus() || event->modifiers().testFlag(Qt::ControlModifier);
    const int turned = event->angleDelta().y();
    if (!meant || turned == 0) {
        event->ignore(); // scrolls the page
        return;
    }
    m_timeline->zoom(std::pow(zoomStep, -turned / 120.0), timeAt(event->position().x()));
    event->accept();
}

void RunPlot::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const double middle = m_timeline->cursor().value_or((m_timeline->from() + m_timeline->to()) / 2);
    switch (event->key()) {
    case Qt::Key_Left:
        return shift ? pan(-1) : step(-1);
    case Qt::Key_Right:
        return shift ? pan(+1) : step(+1);
    case Qt::Key_Home:
        return m_timeline->setCursor(m_timeline->from());
    case Qt::Key_End:
        return m_timeline->setCursor(m_timeline->to());
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return m_timeline->zoom(1 / zoomStep, middle);
    case Qt::Key_Minus:
        return m_timeline->zoom(zoomStep, middle);
    case Qt::Key_0:
        return m_timeline->reset();
    case Qt::Key_Space:
        return m_timeline->setPaused(!m_timeline->isPaused());
    case Qt::Key_F:
        return m_timeline->setFollowing(true);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_timeline->cursor())
            Q_EMIT chosen(*m_timeline->cursor());
        return;
    case Qt::Key_Escape:
        return m_timeline->rest();
    default:
        event->ignore();
    }
}

/// To the next second, or where a pixel stands for many, the next pixel.
void RunPlot::step(int direction)
{
    const double pixel = (m_timeline->to() - m_timeline->from()) / std::max(1.0, chart()->plotArea().width());
    const double now = m_timeline->cursor().value_or(direction > 0 ? m_timeline->from() : m_timeline->to() + 1);
    const double wanted = now + direction * std::max(1.0, std::ceil(pixel));
    const auto *point = m_series ? m_series->nearest(wanted, std::max(2.0, pixel)) : nullptr;
    const double time = point ? m_series->timeOf(*point) : wanted;
    m_timeline->setCursor(std::clamp(time, std::max(0.0, m_timeline->from()), m_timeline->to()));
}

void RunPlot::pan(int direction)
{
    m_timeline->pan(direction * panShare * (m_timeline->to() - m_timeline->from()));
}

void RunPlot::focusInEvent(QFocusEvent *event)
{
    PlotView::focusInEvent(event);
    m_overlay->update();
}

void RunPlot::focusOutEvent(QFocusEvent *event)
{
    PlotView::focusOutEvent(event);
    m_overlay->update();
}

} // namespace sluice
