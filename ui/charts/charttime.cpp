#include "ui/charts/charttime.h"

#include "ui/charts/runseries.h"
#include "ui/charts/timeline.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ChartTime", text);
}

} // namespace

QString timeText(double seconds)
{
    const auto whole = std::llround(std::max(0.0, seconds));
    const auto two = [](qint64 part) {
        return QStringLiteral("%1").arg(part, 2, 10, QLatin1Char('0'));
    };
    if (whole < 3600)
        return QStringLiteral("%1:%2").arg(whole / 60).arg(two(whole % 60));
    return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(two(whole / 60 % 60), two(whole % 60));
}

QString rangeEndText(const Timeline &timeline, const RunSeries &series)
{
    const auto time = timeText(timeline.to());
    if (std::abs(timeline.to() - series.length()) > 0.5)
        return time;
    return series.hasEnded() ? tr("%1, end of the run").arg(time) : tr("%1, now").arg(time);
}

QString rangeText(const Timeline &timeline)
{
    return tr("%1 to %2 of %3")
        .arg(timeText(timeline.from()), timeText(std::min(timeline.to(), timeline.length())),
             timeText(timeline.length()));
}

} // namespace sluice
