#include "ui/charts/chartsbar.h"

#include "ui/charts/charttime.h"
#include "ui/charts/timeline.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace sluice {

namespace {

constexpr double zoomStep = 1.5;

double middleOf(const Timeline &timeline)
{
    return timeline.cursor().value_or((timeline.from() + timeline.to()) / 2);
}

} // namespace

ChartsBar::ChartsBar(Timeline *timeline, QWidget *parent)
    : QWidget(parent)
    , m_timeline(timeline)
    , m_span(new QComboBox(this))
    , m_follow(nullptr)
    , m_pause(nullptr)
    , m_range(new QLabel(this))
    , m_cursor(new QLabel(this))
{
    m_span->setAccessibleName(tr("Stretch shown"));
    m_span->setToolTip(tr("The stretch of the run that the charts show; a double click in a chart comes back to it"));
    m_span->addItem(tr("Last 2 minutes"), 120);
    m_span->addItem(tr("Last 10 minutes"), 600);
    m_span->addItem(tr("Last hour"), 3'600);
    m_span->addItem(tr("The whole run"), 0);
    m_span->setCurrentIndex(1);
    connect(m_span, &QComboBox::activated, this, [this] { m_timeline->setHome(m_span->currentData().toDouble()); });

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_span);
    m_follow = addButton(tr("Follow"), tr("Keep to the newest second (F in a chart)"));
    m_follow->setCheckable(true);
    m_follow->setIcon(themedIcon(QLatin1StringView("play")));
    connect(m_follow, &QToolButton::clicked, m_timeline, &Timeline::setFollowing);
    m_pause = addButton(tr("Hold"), tr("Let the charts stand still; the run goes on (Space in a chart)"));
    m_pause->setCheckable(true);
    m_pause->setIcon(themedIcon(QLatin1StringView("pause")));
    connect(m_pause, &QToolButton::clicked, m_timeline, &Timeline::setPaused);
    auto *nearer = addButton(tr("Zoom in"), tr("Show less of the run, larger (+ in a chart)"));
    connect(nearer, &QToolButton::clicked, this, [this] { m_timeline->zoom(1 / zoomStep, middleOf(*m_timeline)); });
    auto *farther = addButton(tr("Zoom out"), tr("Show more of the run (− in a chart)"));
    connect(farther, &QToolButton::clicked, this, [this] { m_timeline->zoom(zoomStep, middleOf(*m_timeline)); });
    for (auto *button : {m_follow, m_pause, nearer, farther})
        row->addWidget(button);
    row->addWidget(m_range);
    row->addStretch();
    row->addWidget(m_cursor);
    setLook(m_range, Look::Dimmed);
    m_cursor->setTextFormat(Qt::PlainText);
    connect(m_timeline, &Timeline::modeChanged, this, &ChartsBar::showModes);
    connect(m_timeline, &Timeline::rangeChanged, this, &ChartsBar::showRange);
    showModes();
}

QToolButton *ChartsBar::addButton(const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setText(text);
    button->setToolTip(tip);
    return button;
}

void ChartsBar::setCursorText(const QString &text)
{
    m_cursor->setText(text);
}

void ChartsBar::showRange()
{
    if (isVisible())
        m_range->setText(rangeText(*m_timeline));
}

void ChartsBar::showModes()
{
    m_follow->setChecked(m_timeline->isFollowing() && !m_timeline->hasEnded());
    m_pause->setChecked(m_timeline->isPaused());
    for (auto *button : {m_follow, m_pause}) // nothing comes after the end
        button->setEnabled(!m_timeline->hasEnded());
}

} // namespace sluice
