#include "ui/runs/timebar.h"

#include "core/humanize.h"
#include "engine/keptrun.h"
#include "ui/runs/runhistory.h"
#include "ui/theme/look.h"
#include "ui/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

constexpr int pageSeconds = 10;

/// Whole seconds of the run's own clock.
WallTime beginOf(const std::vector<SeriesPoint> &series)
{
    return series.front().second;
}

int lengthOf(const std::vector<SeriesPoint> &series)
{
    const auto span = series.back().second - series.front().second;
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(span).count()) + 1;
}

} // namespace

TimeBar::TimeBar(RunHistory *history, QWidget *parent)
    : QFrame(parent)
    , m_history(history)
    , m_runs(new QComboBox(this))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_where(new QLabel(this))
    , m_back(new QPushButton(tr("&Back to the present"), this))
{
    setLook(this, Look::Card);
    m_runs->setAccessibleName(tr("Run"));
    m_runs->setToolTip(tr("Which run to look at"));
    m_runs->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_slider->setAccessibleName(tr("Moment of the run"));
    m_slider->setToolTip(tr("Look at an earlier moment: table, charts and verdict go there (arrow keys: a second; "
                            "Page keys: ten)"));
    m_slider->setSingleStep(1);
    m_slider->setPageStep(pageSeconds);
    m_where->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("At 12:03:41, 12 min 34 s in")));
    m_back->setToolTip(tr("Show the last run, and the present, again (Esc)"));
    auto *compare = new QPushButton(tr("Co&mpare…"), this);
    compare->setToolTip(tr("Lay two runs side by side"));
    auto *report = new QPushButton(tr("Repor&t…"), this);
    report->setToolTip(tr("Write this run as one page that others can open"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::cardPadding, metrics::gap);
    row->setSpacing(metrics::gap);
    row->addWidget(m_runs);
    row->addWidget(m_slider, 1);
    row->addWidget(m_where);
    row->addWidget(m_back);
    row->addWidget(compare);
    row->addWidget(report);

    connect(m_slider, &QSlider::valueChanged, this, &TimeBar::slid);
    connect(m_back, &QPushButton::clicked, this, &TimeBar::backToPresent);
    connect(compare, &QPushButton::clicked, this, &TimeBar::compareRequested);
    connect(report, &QPushButton::clicked, this, &TimeBar::reportRequested);
    connect(m_runs, &QComboBox::activated, this,
            [this](int index) { m_history->showRun(m_runs->itemData(index).toLongLong()); });
    connect(m_history, &RunHistory::runsChanged, this, &TimeBar::showRuns);
    connect(m_history, &RunHistory::seriesChanged, this, &TimeBar::showSeries);
    connect(m_history, &RunHistory::momentChanged, this, &TimeBar::showMoment);
    showMoment();
    updateVisible();
}

void TimeBar::sampled(const Snapshot &live)
{
    const bool paused = live.state == RunState::Paused;
    m_rests = live.state == RunState::Idle || paused;
    if (std::exchange(m_paused, paused) != paused)
        showMoment();
    updateVisible();
}

void TimeBar::updateVisible()
{
    setVisible(m_rests && !m_history->series().empty());
}

void TimeBar::showRuns()
{
    const QSignalBlocker blocker(m_runs);
    m_runs->clear();
    const auto &runs = m_history->runs();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run)
        m_runs->addItem(runTitle(*run), run->id);
    updateVisible();
}

void TimeBar::showSeries()
{
    if (const auto *run = m_history->shownRun()) {
        const QSignalBlocker blocker(m_runs);
        m_runs->setCurrentIndex(m_runs->findData(run->id));
    }
    const auto &series = m_history->series();
    if (!series.empty()) {
        const QSignalBlocker blocker(m_slider);
        m_slider->setRange(0, lengthOf(series));
    }
    showMoment();
    updateVisible();
}

void TimeBar::showMoment()
{
    const auto moment = m_history->moment();
    const auto &series = m_history->series();
    const QSignalBlocker blocker(m_slider);
    if (m_history->isAtEnd() || series.empty()) {
        m_slider->setValue(m_slider->maximum());
    } else {
        const auto since = *moment - beginOf(series);
        m_slider->setValue(static_cast<int>(std::chrono::round<std::chrono::seconds>(since).count()));
    }
    m_where->setText(whereText());
    m_slider->setAccessibleDescription(m_where->text());
    m_back->setEnabled(moment.has_value());
    setLook(this, moment ? Look::Banner : Look::Card);
    setLook(m_where, moment ? Look::Strong : Look::Dimmed);
    for (QWidget *widget : {static_cast<QWidget *>(this), static_cast<QWidget *>(m_where)}) {
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
    }
}

QString TimeBar::whereText() const
{
    const auto moment = m_history->moment();
    const auto &series = m_history->series();
    if (!moment || series.empty())
        return m_paused ? tr("Now") : tr("The end of the run");
    if (m_history->isAtEnd())
        return tr("The end of the run, %1").arg(clockText(*moment));
    return tr("At %1, %2 in").arg(clockText(*moment), humanDuration(*moment - beginOf(series)));
}

void TimeBar::slid(int second)
{
    const auto &series = m_history->series();
    if (series.empty() || second >= m_slider->maximum())
        m_history->lookAt(std::nullopt);
    else
        m_history->lookAt(beginOf(series) + std::chrono::seconds(second));
}

void TimeBar::step(int seconds)
{
    if (isVisible())
        m_slider->setValue(m_slider->value() + seconds);
}

void TimeBar::backToPresent()
{
    m_history->backToPresent();
}

} // namespace sluice
