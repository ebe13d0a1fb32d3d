#include "ui/charts/throughputchart.h"

#include "core/humanize.h"
#include "engine/snapshot.h"

#include <QLineSeries>

namespace sluice {

ThroughputChart::ThroughputChart(QWidget *parent)
    : TimeChart(tr("Throughput"), 10, parent)
    , m_finished(addArea(IconTone::Running))
    , m_failed(addLine(IconTone::Failed))
{
}

void ThroughputChart::showNumbers(const Snapshot &snapshot)
{
    if (snapshot.state == RunState::Idle && !snapshot.asOf) {
        int highest = 0;
        for (const auto &point : snapshot.recent)
            highest = std::max(highest, point.finished);
        setValue(snapshot.recent.empty() ? QStringLiteral("–") : humanRate(highest),
                 snapshot.recent.empty() ? QString() : tr("at most"));
        return;
    }
    setValue(humanRate(snapshot.requestsPerSecond), humanByteRate(snapshot.bytesPerSecond));
}

void ThroughputChart::draw(const std::vector<SeriesPoint> &points)
{
    QList<QPointF> finished;
    QList<QPointF> failed;
    double highest = 0;
    bool anyFailed = false;
    for (const auto &point : points) {
        finished.append({xOf(point), double(point.finished)});
        failed.append({xOf(point), double(point.failed)});
        highest = std::max(highest, double(point.finished));
        anyFailed = anyFailed || point.failed > 0;
    }
    setHighest(highest);
    m_finished->replace(finished);
    m_failed->replace(anyFailed ? failed : QList<QPointF>());
    setLabel(m_failed, anyFailed ? tr("failed tries") : QString());
}

QString ThroughputChart::textAt(const SeriesPoint &point) const
{
    return tr("%1 requests, %2 of them failed, %3")
        .arg(humanCount(point.finished), humanCount(point.failed), humanBytes(point.bytes));
}

QString ThroughputChart::tableHead() const
{
    return QStringLiteral("seconds_ago\trequests\tfailed\tbytes");
}

QString ThroughputChart::tableLine(const SeriesPoint &point) const
{
    return QStringLiteral("%1\t%2\t%3\t%4")
        .arg(-xOf(point), 0, 'f', 0)
        .arg(point.finished)
        .arg(point.failed)
        .arg(point.bytes);
}

} // namespace sluice
