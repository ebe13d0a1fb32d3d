#include "ui/charts/chartscolumn.h"

#include "engine/snapshot.h"
#include "ui/charts/firstbytechart.h"
#include "ui/charts/inflightchart.h"
#include "ui/charts/throughputchart.h"
#include "ui/theme/look.h"
#include "ui/words.h"

#include <QVBoxLayout>

namespace sluice {

namespace {

constexpr int leastHeight = 96; ///< of a chart

} // namespace

ChartsColumn::ChartsColumn(QWidget *parent)
    : QWidget(parent)
    , m_throughput(new ThroughputChart(this))
    , m_inFlight(new InFlightChart(this))
    , m_firstByte(new FirstByteChart(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::cardPadding);
    column->addWidget(m_throughput);
    column->addWidget(m_inFlight);
    column->addWidget(m_firstByte);
}

void ChartsColumn::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int fit = (height() + metrics::cardPadding) / (leastHeight + metrics::cardPadding);
    m_inFlight->setVisible(fit >= 2);
    m_firstByte->setVisible(fit >= 3);
}

void ChartsColumn::sampled(const Snapshot &snapshot)
{
    if (!isVisible())
        return;
    m_throughput->showNumbers(snapshot);
    m_inFlight->showNumbers(snapshot);
    m_firstByte->showNumbers(snapshot);

    const bool over = snapshot.state == RunState::Idle;
    const auto clock = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    const bool ended = over && !snapshot.asOf && !snapshot.recent.empty();
    const auto now = snapshot.asOf ? *snapshot.asOf
                     : ended       ? snapshot.recent.back().second + std::chrono::seconds(1)
                                   : clock;
    const auto edge = snapshot.asOf ? clockText(*snapshot.asOf) : QString();
    for (TimeChart *chart : std::initializer_list<TimeChart *>{m_throughput, m_inFlight, m_firstByte}) {
        if (chart->isVisible())
            chart->showPoints(snapshot.recent, now, ended, edge);
    }
}

} // namespace sluice
