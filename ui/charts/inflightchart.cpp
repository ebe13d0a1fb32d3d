#include "ui/charts/inflightchart.h"

#include "core/humanize.h"
#include "engine/snapshot.h"

#include <QLineSeries>

namespace sluice {

InFlightChart::InFlightChart(QWidget *parent)
    : TimeChart(tr("In flight"), 4, parent)
    , m_inFlight(addArea(IconTone::Succeeded))
    , m_limit(addLine(IconTone::Dimmed, true))
    , m_cpu(addLine(IconTone::Computing))
    , m_cpuQueue(addLine(IconTone::Queued))
    , m_marks(addDots(IconTone::Retrying))
{
}

void InFlightChart::showNumbers(const Snapshot &snapshot)
{
    if (snapshot.state == RunState::Idle && !snapshot.asOf) {
        int highest = 0;
        for (const auto &point : snapshot.recent)
            highest = std::max(highest, point.inFlight);
        setValue(snapshot.recent.empty() ? QStringLiteral("–") : humanCount(highest),
                 snapshot.recent.empty() ? QString() : tr("at most"));
        return;
    }
    const auto cpu =
        snapshot.cpuSlots > 0 ? tr(" · CPU %1 of %2").arg(snapshot.cpuBusy).arg(snapshot.cpuSlots) : QString();
    setValue(humanCount(snapshot.inFlight), tr("of %1%2").arg(humanCount(snapshot.limit), cpu));
}

void InFlightChart::draw(const std::vector<SeriesPoint> &points)
{
    QList<QPointF> inFlight;
    QList<QPointF> limit;
    QList<QPointF> cpu;
    QList<QPointF> cpuQueue;
    QList<QPointF> marks;
    QString lastMark;
    double highest = 0;
    bool computes = false;
    for (const auto &point : points) {
        const double x = xOf(point);
        inFlight.append({x, double(point.inFlight)});
        // A limit holds until it is changed: a step, not a slope.
        if (!limit.isEmpty() && limit.last().y() != point.limit)
            limit.append({x, limit.last().y()});
        limit.append({x, double(point.limit)});
        cpu.append({x, double(point.cpuBusy)});
        cpuQueue.append({x, double(point.cpuQueue)});
        computes = computes || point.cpuBusy > 0;
        if (!point.mark.isEmpty()) {
            marks.append({x, double(point.limit)});
            lastMark = point.mark;
        }
        highest = std::max({highest, double(point.inFlight), double(point.limit), double(point.cpuQueue)});
    }
    setHighest(highest);
    m_inFlight->replace(inFlight);
    m_limit->replace(limit);
    m_cpu->replace(computes ? cpu : QList<QPointF>());
    m_cpuQueue->replace(computes ? cpuQueue : QList<QPointF>());
    m_marks->replace(marks);
    setLabel(m_cpu, computes ? tr("CPU") : QString());
    setLabel(m_cpuQueue, computes ? tr("waiting for CPU") : QString());
    setLabel(m_marks, lastMark);
}

QString InFlightChart::textAt(const SeriesPoint &point) const
{
    return tr("%1 in flight, limit %2, CPU %3 of %4, waiting for it %5")
        .arg(humanCount(point.inFlight), humanCount(point.limit))
        .arg(point.cpuBusy)
        .arg(point.cpuSlots)
        .arg(humanCount(point.cpuQueue));
}

QString InFlightChart::tableHead() const
{
    return QStringLiteral("seconds_ago\tin_flight\tlimit\tcpu_busy\tcpu_slots\tcpu_queue\tchange");
}

QString InFlightChart::tableLine(const SeriesPoint &point) const
{
    return QStringLiteral("%1\t%2\t%3\t%4\t%5\t%6\t%7")
        .arg(-xOf(point), 0, 'f', 0)
        .arg(point.inFlight)
        .arg(point.limit)
        .arg(point.cpuBusy)
        .arg(point.cpuSlots)
        .arg(point.cpuQueue)
        .arg(point.mark);
}

} // namespace sluice
