#include "ui/charts/runchart.h"

#include "ui/charts/chartlegend.h"
#include "ui/charts/charttime.h"
#include "ui/charts/plotoverlay.h"
#include "ui/charts/runcurves.h"
#include "ui/charts/runplot.h"
#include "ui/charts/runseries.h"
#include "ui/charts/timeline.h"
#include "ui/theme/look.h"
#include "ui/theme/palette.h"

#include <QChart>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace sluice {

namespace {

constexpr int leastPlotHeight = 130;
constexpr int mostColumns = 300;
constexpr qsizetype softEdges = 300; // points: beyond, soft edges cost more than they show

} // namespace

RunChart::RunChart(ChartSpec spec, Timeline *timeline, QWidget *parent)
    : QFrame(parent)
    , m_spec(std::move(spec))
    , m_timeline(timeline)
    , m_title(new QLabel(m_spec.title, this))
    , m_headline(new QLabel(this))
    , m_plot(new RunPlot(timeline, this))
    , m_legend(new ChartLegend(this))
{
    setLook(this, Look::Card);
    setAccessibleName(m_spec.title);
    m_plot->setAccessibleName(m_spec.title);
    m_plot->setWords([this](double time) { return wordsAt(time); });
    layOut();
    setSpec(std::move(m_spec));
}

RunChart::~RunChart() = default;

void RunChart::layOut()
{
    setLook(m_title, Look::Strong);
    setLook(m_headline, Look::Dimmed);
    m_headline->setTextFormat(Qt::PlainText);
    m_plot->setMinimumHeight(leastPlotHeight);
    auto *more = new QToolButton(this);
    setLook(more, Look::More);
    more->setText(QStringLiteral("⋯"));
    more->setAccessibleName(tr("Table, copies and files of “%1”").arg(m_spec.title));
    more->setToolTip(tr("Table, copies, files"));
    more->setMenu(makeMenu());
    more->setPopupMode(QToolButton::InstantPopup);
    m_head = new QHBoxLayout;
    m_head->setContentsMargins(metrics::cardPadding, 0, 4, 0);
    m_head->setSpacing(metrics::gap);
    m_head->addWidget(m_title);
    m_head->addStretch();
    m_head->addWidget(m_headline);
    m_head->addWidget(more);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 4, 1, metrics::gap);
    column->setSpacing(2);
    column->addLayout(m_head);
    column->addWidget(m_plot, 1);
    column->addWidget(m_legend);
}

void RunChart::addControl(QWidget *control)
{
    m_head->insertWidget(1, control);
}

void RunChart::setSpec(ChartSpec spec)
{
    m_curves.reset(); // it points into the old one
    m_spec = std::move(spec);
    m_curves = std::make_unique<RunCurves>(m_plot, &m_spec);
    m_curves->paintIn(paletteFor(palette()));
    m_legend->setCurves(m_spec.curves);
    m_title->setToolTip(m_spec.what);
    refit();
}

void RunChart::setSeries(const RunSeries *series)
{
    m_series = series;
    m_plot->setSeries(series);
    refit();
}

void RunChart::setComparison(const RunSeries *other, const QString &label)
{
    m_other = other;
    m_otherLabel = label;
    m_legend->setOther(label);
    refit();
}

void RunChart::touch()
{
    m_stale = true;
}

void RunChart::refit()
{
    m_range = NiceRange(m_spec.smallestTop);
    touch();
}

bool RunChart::isWorthDrawing() const
{
    return m_stale && m_series && isVisible() && !visibleRegion().isEmpty();
}

void RunChart::redraw()
{
    if (!isWorthDrawing())
        return;
    m_stale = false;
    ++m_redraws;
    const double from = m_timeline->from();
    const double to = m_timeline->to();
    const int columns = std::clamp(m_plot->width() / 3, 50, mostColumns);
    const double own = m_curves->fill(*m_series, from, to, columns);
    const double other = m_curves->fillOther(m_other, from, to, columns);
    m_plot->setRenderHint(QPainter::Antialiasing, m_curves->pointCount() <= softEdges);
    m_plot->setSpan(to - from, timeText(from), rangeEndText(*m_timeline, *m_series));
    m_range.update(std::max(own, other));
    m_plot->setTop(m_range.top(),
                   [this](double value) { return value == 0 ? QStringLiteral("0") : chartNumber(m_spec.unit, value); });
    m_plot->overlay()->updateMarks();
    if (m_series->isEmpty())
        m_headline->clear();
    const auto said = summary();
    setAccessibleDescription(said);
    m_plot->setAccessibleDescription(said);
    showValues();
}

void RunChart::moveCursor()
{
    if (!isVisible() || visibleRegion().isEmpty())
        return;
    m_plot->overlay()->moveCursor();
    showValues();
}

/// Its last second is but the rest of one: what counts is all of it.
bool RunChart::isOver() const
{
    return m_series && m_series->hasEnded();
}

std::span<const SeriesPoint> RunChart::shownPoints() const
{
    if (!m_series || m_series->isEmpty())
        return {};
    const auto [first, last] = m_series->within(m_timeline->from(), m_timeline->to());
    return std::span(m_series->points()).subspan(first, last - first);
}

/// At the cursor, or the latest; of a run that is over, the mean of the stretch.
void RunChart::showValues()
{
    if (!m_series || m_series->isEmpty())
        return;
    const double pixel = (m_timeline->to() - m_timeline->from()) / std::max(1, m_plot->width());
    const auto cursor = m_timeline->cursor();
    const auto *point = cursor ? m_series->nearest(*cursor, std::max(2.0, pixel)) : &m_series->points().back();
    QStringList values;
    for (const auto &curve : m_spec.curves) {
        if (isOver() && !cursor) {
            const auto height = [&curve](const SeriesPoint &one) {
                return curve.value(one) - (curve.kind == CurveKind::Gap ? curve.base(one) : 0);
            };
            values.append(chartNumber(m_spec.unit, meanOf(shownPoints(), height)));
            continue;
        }
        const double base = point && curve.kind == CurveKind::Gap ? curve.base(*point) : 0;
        values.append(point ? chartNumber(m_spec.unit, curve.value(*point) - base) : QStringLiteral("–"));
    }
    m_legend->setValues(values);
    if (isOver() && !cursor)
        m_headline->setText(m_spec.overall(shownPoints()));
    else if (point)
        m_headline->setText(m_spec.headline(*point));
}

QString RunChart::wordsAt(double time) const
{
    const auto *point = m_series ? m_series->nearest(time) : nullptr;
    if (!point)
        return {};
    QStringList lines{tr("At %1").arg(timeText(m_series->timeOf(*point)))};
    if (m_spec.detail) {
        if (const auto detail = m_spec.detail(*point); !detail.isEmpty())
            lines.append(detail);
    }
    if (const auto mark = m_plot->overlay()->markAt(time); !mark.isEmpty())
        lines.append(tr("Changed: %1").arg(mark));
    return lines.size() > 1 ? lines.join(u'\n') : QString();
}

QString RunChart::summary() const
{
    if (!m_series || m_series->isEmpty())
        return tr("There is nothing to show yet.");
    return m_spec.summary(shownPoints());
}

QString RunChart::headline() const
{
    return m_headline->text();
}

void RunChart::paintPicture(QPainter *painter) const
{
    const auto &colours = paletteFor(palette());
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(rect(), colours.card);
    const auto drawLabel = [&](const QLabel *label, const QColor &color) {
        painter->setFont(label->font());
        painter->setPen(color);
        painter->drawText(label->geometry(), Qt::AlignVCenter | Qt::AlignLeft, label->text());
    };
    drawLabel(m_title, colours.text);
    drawLabel(m_headline, colours.dimmed);
    m_plot->render(painter, QRectF(m_plot->geometry()), m_plot->viewport()->rect());
    painter->save();
    painter->translate(m_plot->pos());
    m_plot->overlay()->paint(painter, colours);
    painter->restore();
    painter->translate(m_legend->pos());
    m_legend->paint(painter, colours);
}

void RunChart::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        if (m_curves)
            m_curves->paintIn(paletteFor(palette()));
    }
}

} // namespace sluice
