#include "ui/charts/chartspage.h"

#include "engine/runcomparison.h"
#include "engine/snapshot.h"
#include "ui/charts/chartsbar.h"
#include "ui/charts/chartspecs.h"
#include "ui/charts/charttime.h"
#include "ui/charts/runchart.h"
#include "ui/charts/runplot.h"
#include "ui/charts/seriesfeed.h"
#include "ui/charts/timeline.h"
#include "ui/runs/runhistory.h"
#include "ui/theme/look.h"
#include "ui/words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QThread>

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

constexpr int betweenDrawingsMs = 20; // each in a picture of its own: together they would take too long
constexpr int twoColumnsFrom = 880;

} // namespace

ChartsPage::ChartsPage(QWidget *parent)
    : QWidget(parent)
    , m_timeline(new Timeline(this))
    , m_feed(new SeriesFeed(this))
    , m_bar(new ChartsBar(m_timeline, this))
    , m_scroll(new QScrollArea(this))
{
    auto *content = new QWidget(m_scroll);
    content->setProperty("look", QStringLiteral("page"));
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(metrics::cardPadding);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::cardPadding);
    column->addWidget(m_bar);
    column->addWidget(m_scroll, 1);
    addCharts();
    setFocusProxy(m_charts.front()->plot());

    m_drawing.setInterval(betweenDrawingsMs);
    connect(&m_drawing, &QTimer::timeout, this, &ChartsPage::drawNext);
    connect(m_feed, &SeriesFeed::changed, this, [this] {
        if (isLive())
            seriesChanged();
    });
    connect(m_timeline, &Timeline::rangeChanged, this, &ChartsPage::touchAll);
    connect(m_timeline, &Timeline::modeChanged, this, &ChartsPage::seriesChanged);
    connect(m_timeline, &Timeline::cursorChanged, this, &ChartsPage::moveCursor);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, &m_drawing, qOverload<>(&QTimer::start));
    useSeries();
}

ChartsPage::~ChartsPage() = default;

void ChartsPage::addCharts()
{
    for (auto &&spec : {waitsChart(), concurrencyChart(), latencyChart(LatencyPhase::FirstByte), errorsChart(),
                        processorChart(QThread::idealThreadCount()), queuesChart(), loopLagChart()})
        m_charts.push_back(new RunChart(spec, m_timeline, m_scroll->widget()));
    for (auto *chart : m_charts)
        connect(chart, &RunChart::trouble, this, &ChartsPage::trouble);

    auto *latency = m_charts[2];
    auto *phase = new QComboBox(latency);
    phase->setAccessibleName(tr("Which part of an answer"));
    for (const auto choice : allLatencyPhases)
        phase->addItem(latencyPhaseName(choice));
    phase->setCurrentIndex(static_cast<int>(LatencyPhase::FirstByte));
    connect(phase, &QComboBox::currentIndexChanged, this, [this, latency](int index) {
        latency->setSpec(latencyChart(static_cast<LatencyPhase>(index)));
        m_drawing.start();
    });
    latency->addControl(phase);
}

void ChartsPage::setBrowser(JobBrowser *browser)
{
    m_comparing = false;
    setComparison({}, {});
    m_given.reset();
    m_feed->setBrowser(browser);
    useSeries();
}

void ChartsPage::setHistory(RunHistory *history)
{
    m_history = history;
    connect(history, &RunHistory::seriesChanged, this, &ChartsPage::historyChanged);
    connect(history, &RunHistory::momentChanged, this, [this] {
        if (!m_comparing)
            setCursor(m_history->moment());
    });
    for (auto *chart : m_charts) {
        connect(chart->plot(), &RunPlot::chosen, this, &ChartsPage::choose);
        connect(chart->plot(), &RunPlot::choiceWithdrawn, this, [this] {
            if (!m_comparing)
                m_history->lookAt(m_beforeClick);
        });
    }
}

/// Of two runs that are compared it would be a moment of either.
void ChartsPage::choose(double time)
{
    m_beforeClick = m_history->moment();
    if (!m_comparing && !isLive() && m_history->shownRun())
        m_history->lookAt(shown()->momentAt(time));
}

void ChartsPage::historyChanged()
{
    if (m_comparing)
        return;
    const auto &series = m_history->series();
    const bool goesOn = isLive() && !m_feed->series()->isEmpty() && !m_feed->series()->hasEnded();
    if (goesOn)
        return; // what was read is the beginning of this very run
    if (series.empty())
        showLive();
    else
        showSeries(series, series.back().second + std::chrono::seconds(1), true);
}

void ChartsPage::sampled(const Snapshot &snapshot)
{
    if (!isVisible() || snapshot.asOf)
        return; // a moment of the past: the run it is of is shown whole
    const bool goesOn = snapshot.state != RunState::Idle;
    if (goesOn && !m_comparing)
        showLive();
    if (goesOn || isLive())
        m_feed->sampled(snapshot);
}

void ChartsPage::showSeries(std::vector<SeriesPoint> points, WallTime now, bool ended)
{
    // The run that just ended comes again, whole: who looks at a stretch of it goes on doing so.
    const auto &before = shown()->points();
    const bool same = !before.empty() && !points.empty() && points.back().run != 0 &&
                      points.back().run == before.back().run && points.front().second == before.front().second;
    m_given = RunSeries(std::move(points), now, ended);
    if (same) {
        for (auto *chart : m_charts)
            chart->setSeries(shown());
        seriesChanged();
    } else {
        useSeries();
    }
}

void ChartsPage::showLive()
{
    if (!m_given)
        return;
    m_given.reset();
    useSeries();
}

void ChartsPage::setComparison(std::vector<SeriesPoint> points, const QString &label)
{
    const bool any = !points.empty();
    m_other = RunSeries(std::move(points), {}, true);
    for (auto *chart : m_charts)
        chart->setComparison(any ? &m_other : nullptr, any ? label : QString());
    m_drawing.start();
}

void ChartsPage::compare(const RunComparison &comparison)
{
    const auto &first = comparison.first;
    const auto &second = comparison.second;
    if (first.series.empty() || second.series.empty()) { // there are only the numbers
        endComparison();
        return;
    }
    m_comparing = true;
    m_given = RunSeries(first.series, first.series.back().second + std::chrono::seconds(1), true);
    useSeries();
    setComparison(second.series, runTitle(second.record));
}

void ChartsPage::endComparison()
{
    if (!std::exchange(m_comparing, false))
        return;
    setComparison({}, {});
    showLive();
    if (m_history)
        historyChanged(); // of a run that is over, all seconds
}

void ChartsPage::setCursor(std::optional<WallTime> moment)
{
    m_timeline->setRest(moment ? std::optional(shown()->timeOf(*moment)) : std::nullopt);
    m_timeline->rest();
}

const RunSeries *ChartsPage::shown() const
{
    return m_given ? &*m_given : m_feed->series();
}

/// Another run: whatever stretch of the one before was looked at, it is not this one's.
void ChartsPage::useSeries()
{
    for (auto *chart : m_charts)
        chart->setSeries(shown());
    m_timeline->setPaused(false);
    setCursor(std::nullopt);
    m_timeline->setLength(shown()->length(), shown()->hasEnded());
    m_timeline->reset();
    if (m_history && !m_comparing)
        setCursor(m_history->moment());
    sayCursor();
    touchAll();
}

void ChartsPage::seriesChanged()
{
    m_timeline->setLength(shown()->length(), shown()->hasEnded());
    m_bar->showRange();
    sayCursor();
    if (!m_timeline->isPaused())
        touchAll();
}

void ChartsPage::touchAll()
{
    for (auto *chart : m_charts)
        chart->touch();
    if (isVisible())
        m_drawing.start();
}

void ChartsPage::drawNext()
{
    const auto next = std::find_if(m_charts.begin(), m_charts.end(), [](const auto *c) { return c->isWorthDrawing(); });
    if (next == m_charts.end())
        m_drawing.stop();
    else
        (*next)->redraw();
}

void ChartsPage::moveCursor()
{
    for (auto *chart : m_charts)
        chart->moveCursor();
    sayCursor();
}

void ChartsPage::sayCursor()
{
    const auto cursor = m_timeline->cursor();
    if (cursor)
        m_bar->setCursorText(tr("At %1 (%2)").arg(timeText(*cursor), clockText(shown()->momentAt(*cursor))));
    else
        m_bar->setCursorText(whatNumbersAreOf());
}

QString ChartsPage::whatNumbersAreOf() const
{
    if (m_comparing)
        return tr("Numbers: first run. Dashed: second");
    return m_timeline->hasEnded() ? tr("Numbers are of the stretch shown") : QString();
}

void ChartsPage::arrange()
{
    const int columns = m_scroll->width() >= twoColumnsFrom ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    int place = 0;
    for (auto *chart : m_charts) {
        // What jobs wait for is the first question: it has the width to itself.
        const int span = place == 0 ? columns : 1;
        m_grid->addWidget(chart, place / columns, place % columns, 1, span);
        place += span;
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns - 1);
}

void ChartsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    arrange();
    m_bar->showRange();
    touchAll();
}

void ChartsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
    touchAll();
}

} // namespace sluice
