#include "ui/charts/firstbytechart.h"

#include "core/humanize.h"
#include "engine/snapshot.h"

#include <QLineSeries>

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

QString milliseconds(double value)
{
    return humanDuration(Duration(std::llround(value * 1e3)));
}

/// A second without an answer has nothing to say.
bool hasAnswers(const SeriesPoint &point)
{
    return point.firstByte.p99 > 0;
}

} // namespace

FirstByteChart::FirstByteChart(QWidget *parent)
    : TimeChart(tr("First byte"), 10, parent), m_p50(addLine(IconTone::Running)), m_p99(addLine(IconTone::Failed))
{
    setLabel(m_p50, QStringLiteral("p50"));
    setLabel(m_p99, QStringLiteral("p99"));
    setToolTip(tr("Time from sending a request to the first byte of the answer. p50: half of the answers were "
                  "quicker. p99: all but one in a hundred were quicker."));
}

void FirstByteChart::showNumbers(const Snapshot &snapshot)
{
    std::vector<double> middles;
    double highest = 0;
    double last = 0;
    for (const auto &point : snapshot.recent) {
        if (!hasAnswers(point))
            continue;
        middles.push_back(point.firstByte.p50);
        highest = std::max(highest, point.firstByte.p99);
        last = point.firstByte.p99;
    }
    if (middles.empty()) {
        setValue(QStringLiteral("–"), QStringLiteral("p50"));
    } else if (snapshot.state == RunState::Idle && !snapshot.asOf) {
        // The last second of a run is not typical of it.
        std::sort(middles.begin(), middles.end());
        setValue(milliseconds(middles[middles.size() / 2]), tr("p50 · p99 ≤ %1").arg(milliseconds(highest)));
    } else {
        setValue(milliseconds(middles.back()), tr("p50 · %1 p99").arg(milliseconds(last)));
    }
}

void FirstByteChart::draw(const std::vector<SeriesPoint> &points)
{
    QList<QPointF> p50;
    QList<QPointF> p99;
    double highest = 0;
    for (const auto &point : points) {
        if (!hasAnswers(point))
            continue;
        p50.append({xOf(point), point.firstByte.p50});
        p99.append({xOf(point), point.firstByte.p99});
        highest = std::max(highest, point.firstByte.p99);
    }
    setHighest(highest);
    m_p50->replace(p50);
    m_p99->replace(p99);
}

QString FirstByteChart::textAt(const SeriesPoint &point) const
{
    if (!hasAnswers(point))
        return tr("no answer began");
    return tr("p50 %1, p99 %2").arg(milliseconds(point.firstByte.p50), milliseconds(point.firstByte.p99));
}

QString FirstByteChart::axisText(double value) const
{
    return value == 0 ? QStringLiteral("0") : milliseconds(value);
}

QString FirstByteChart::tableHead() const
{
    return QStringLiteral("seconds_ago\tfirst_byte_p50_ms\tfirst_byte_p99_ms");
}

QString FirstByteChart::tableLine(const SeriesPoint &point) const
{
    return QStringLiteral("%1\t%2\t%3")
        .arg(-xOf(point), 0, 'f', 0)
        .arg(point.firstByte.p50, 0, 'f', 1)
        .arg(point.firstByte.p99, 0, 'f', 1);
}

} // namespace sluice
