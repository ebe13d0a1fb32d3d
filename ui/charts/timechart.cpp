#include "ui/charts/timechart.h"

#include "ui/charts/plotview.h"
#include "ui/theme/look.h"
#include "ui/theme/palette.h"
#include "ui/widgets/elidedlabel.h"

#include <QAreaSeries>
#include <QChart>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QGraphicsSimpleTextItem>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineSeries>
#include <QLocale>
#include <QMenu>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

/// A short run fills the chart too: the spans there are, of which the shortest that holds everything is shown.
double spanFor(double oldest)
{
    for (const double span : {30.0, 60.0}) {
        if (oldest <= span)
            return span;
    }
    return TimeChart::longestSpan;
}

QString spanText(double span)
{
    return span < 60 ? TimeChart::tr("%1 s").arg(std::lround(span))
                     : TimeChart::tr("%1 min").arg(std::lround(span / 60));
}

} // namespace

TimeChart::TimeChart(const QString &title, double smallestTop, QWidget *parent)
    : QFrame(parent)
    , m_value(new QLabel(this))
    , m_rest(new ElidedLabel(this))
    , m_plot(new PlotView(this))
    , m_range(smallestTop)
{
    setLook(this, Look::Card);
    setAccessibleName(title);
    setLook(m_value, Look::Value);
    setLook(m_rest, Look::Dimmed);
    m_rest->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred); // it stands at the right edge

    auto *name = new QLabel(title, this);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::cardPadding, 0, metrics::cardPadding, 0);
    head->setSpacing(5);
    head->addWidget(name, 0, Qt::AlignBaseline);
    head->addStretch();
    head->addWidget(m_value, 0, Qt::AlignBaseline);
    head->addWidget(m_rest, 0, Qt::AlignBaseline);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 8, 1, 4);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_plot, 1);

    // Queued: the signal comes while the chart still works out where its points are.
    connect(m_plot->chart(), &QChart::plotAreaChanged, this, &TimeChart::placeLabels, Qt::QueuedConnection);
    m_plot->setHover([this](double x) { return hoverText(x); });
}

TimeChart::~TimeChart() = default;

void TimeChart::showPoints(const std::vector<SeriesPoint> &points, WallTime now, bool ended, const QString &edge)
{
    m_points = points;
    m_now = now;
    const double span = spanFor(points.empty() ? 0 : -xOf(points.front()));
    const auto length = spanText(span);
    const bool isNow = !ended && edge.isEmpty();
    const auto right = !edge.isEmpty() ? edge : ended ? tr("end of the run") : tr("now");
    m_plot->setSpan(span, isNow ? tr("%1 ago").arg(length) : tr("%1 earlier").arg(length), right);
    draw(points);
    m_plot->setTop(m_range.top(), [this](double value) { return axisText(value); });
    placeLabels();
}

void TimeChart::placeLabels()
{
    QList<QPointF> occupied;
    QList<QRectF> taken; // by labels
    for (const auto &curve : m_curves)
        occupied += curve.line->points();
    for (const auto &curve : m_curves) {
        const auto own = curve.line->points();
        // A dot's label stands at the latest dot, a curve's at its left end or as near to it as there is room.
        const bool dots = qobject_cast<QScatterSeries *>(curve.line) != nullptr;
        const auto candidates = dots ? own.mid(own.size() - 1) : own;
        const auto isFree = [&taken](const QRectF &place) {
            return std::none_of(taken.begin(), taken.end(),
                                [&](const QRectF &other) { return other.intersects(place); });
        };
        const bool placed =
            !curve.label->text().isEmpty() && std::any_of(candidates.begin(), candidates.end(), [&](const QPointF &at) {
                return m_plot->placeText(curve.label, at, dots ? QList<QPointF>() : occupied) &&
                       (dots || isFree(curve.label->sceneBoundingRect()));
            });
        curve.label->setVisible(placed);
        if (placed)
            taken.append(curve.label->sceneBoundingRect());
    }
}

QXYSeries *TimeChart::addArea(IconTone tone)
{
    // The ground has edges of its own all round, so it is drawn without, and the curve over it.
    auto *edge = new QLineSeries(this);
    auto *area = new QAreaSeries(edge);
    m_plot->chart()->addSeries(area);
    area->attachAxis(m_plot->xAxis());
    area->attachAxis(m_plot->yAxis());
    auto *line = add(new QLineSeries, tone, false);
    m_curves.back().area = area;
    connect(line, &QXYSeries::pointsReplaced, edge, [line, edge] { edge->replace(line->points()); });
    paintInPalette();
    return line;
}

QXYSeries *TimeChart::addLine(IconTone tone, bool dashed)
{
    return add(new QLineSeries, tone, dashed);
}

QXYSeries *TimeChart::addDots(IconTone tone)
{
    auto *dots = new QScatterSeries;
    dots->setMarkerSize(8);
    return add(dots, tone, false);
}

QXYSeries *TimeChart::add(QXYSeries *series, IconTone tone, bool dashed)
{
    m_plot->chart()->addSeries(series);
    series->attachAxis(m_plot->xAxis());
    series->attachAxis(m_plot->yAxis());
    m_curves.push_back({series, nullptr, m_plot->addText(), tone, dashed});
    paintInPalette();
    return series;
}

void TimeChart::setLabel(const QXYSeries *series, const QString &text)
{
    for (auto &curve : m_curves) {
        if (curve.line == series && curve.label->text() != text)
            curve.label->setText(text);
    }
}

void TimeChart::setValue(const QString &large, const QString &rest)
{
    const QString said = large + u' ' + rest;
    if (said == m_said)
        return;
    m_said = said;
    m_value->setText(large);
    m_rest->setFullText(rest);
    m_rest->setHidden(rest.isEmpty());
    setAccessibleDescription(said);
}

void TimeChart::setHighest(double highest)
{
    m_range.update(highest);
}

QString TimeChart::axisText(double value) const
{
    return QLocale().toString(value, 'g', 6);
}

double TimeChart::xOf(const SeriesPoint &point) const
{
    // A second is known when it is over, so the newest is drawn where it ends.
    return 1 - seconds(std::chrono::duration_cast<Duration>(m_now - point.second));
}

void TimeChart::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        paintInPalette();
}

void TimeChart::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(themedIcon(QLatin1StringView("copy")), tr("&Copy these two minutes as a table"), this,
                    &TimeChart::copyTable);
    menu->popup(event->globalPos());
}

void TimeChart::paintInPalette()
{
    const auto &colours = paletteFor(palette());
    for (const auto &curve : m_curves) {
        const auto &color = toneColor(colours, curve.tone);
        QPen pen(color, 1.5);
        if (curve.dashed)
            pen.setDashPattern({4, 3});
        if (curve.area) {
            auto ground = color;
            ground.setAlphaF(0.13F);
            curve.area->setPen(Qt::NoPen);
            curve.area->setBrush(ground);
        }
        if (auto *dots = qobject_cast<QScatterSeries *>(curve.line)) {
            dots->setColor(color);
            dots->setBorderColor(colours.card);
        } else {
            curve.line->setPen(pen);
        }
    }
}

QString TimeChart::hoverText(double x) const
{
    const auto distance = [this, x](const SeriesPoint &point) {
        return std::abs(xOf(point) - x);
    };
    const auto nearest = std::min_element(
        m_points.begin(), m_points.end(),
        [&distance](const SeriesPoint &one, const SeriesPoint &other) { return distance(one) < distance(other); });
    if (nearest == m_points.end() || distance(*nearest) > 2)
        return {};
    auto text = tr("%1 s before: %2").arg(std::lround(std::max(0.0, -xOf(*nearest)))).arg(textAt(*nearest));
    if (!nearest->mark.isEmpty())
        text += u'\n' + nearest->mark;
    return text;
}

void TimeChart::copyTable() const
{
    QString table = tableHead() + u'\n';
    for (const auto &point : m_points)
        table += tableLine(point) + u'\n';
    QGuiApplication::clipboard()->setText(table);
}

} // namespace sluice
