// What jobs wait for, and how many are in flight.
#include "core/humanize.h"
#include "ui/charts/chartspecs.h"
#include "ui/charts/waitbands.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Charts", text);
}

WaitTimes sumOfWaits(std::span<const SeriesPoint> points)
{
    WaitTimes sum;
    for (const auto &point : points)
        sum += point.waits.withoutCommit();
    return sum;
}

/// The largest part of all waits, and its share.
QString largestWait(const WaitTimes &waits)
{
    const auto largest = *std::max_element(allWaitReasons.begin(), allWaitReasons.end(),
                                           [&](WaitReason a, WaitReason b) { return waits.of(a) < waits.of(b); });
    return tr("%1 %2").arg(waitReasonLabel(largest), humanPercent(seconds(waits.of(largest)) / seconds(waits.total())));
}

QString waitsSummary(std::span<const SeriesPoint> points)
{
    const auto waits = sumOfWaits(points);
    if (waits.total() == Duration::zero())
        return tr("No job spent any time in the seconds shown.");
    QStringList parts;
    for (const auto &band : waitBands()) {
        const double share = band.of(waits) / seconds(waits.total());
        if (share >= 0.01)
            parts.append(tr("%1 %2").arg(band.name, humanPercent(share)));
    }
    return tr("Over %1 jobs spent their time thus: %2; the most on %3.")
        .arg(humanDuration(std::chrono::seconds(points.size())), parts.join(QStringLiteral(", ")), largestWait(waits));
}

QString waitsDetail(const SeriesPoint &point)
{
    QStringList lines;
    for (const auto reason : allWaitReasons) {
        if (point.waits.of(reason) > Duration::zero())
            lines.append(tr("%1: %2 jobs").arg(waitReasonLabel(reason), humanNumber(seconds(point.waits.of(reason)))));
    }
    return lines.join(u'\n');
}

/// A gap between what is wanted and what is in flight, where the cause is one of these.
CurveSpec gap(const QString &name, const QString &column, int colour, std::vector<WaitReason> causes)
{
    CurveSpec curve{name, column, CurveKind::Gap, colour, {}, {}};
    curve.base = [](const SeriesPoint &point) {
        return double(point.inFlight);
    };
    curve.value = [causes = std::move(causes)](const SeriesPoint &point) {
        const auto cause = largestBeforeAdmission(point.waits);
        const bool ours = cause && std::find(causes.begin(), causes.end(), *cause) != causes.end();
        return double(ours ? std::max(point.wanted, point.inFlight) : point.inFlight);
    };
    return curve;
}

QString concurrencySummary(std::span<const SeriesPoint> points)
{
    if (points.empty())
        return tr("Nothing was in flight in the seconds shown.");
    double inFlight = 0;
    double wanted = 0;
    for (const auto &point : points) {
        inFlight += point.inFlight;
        wanted += point.wanted;
    }
    const auto count = double(points.size());
    const auto highest = std::max_element(points.begin(), points.end(), [](const auto &a, const auto &b) {
                             return a.inFlight < b.inFlight;
                         })->inFlight;
    auto text = tr("On average %1 in flight of %2 wanted, at most %3; the limit is %4.")
                    .arg(humanNumber(inFlight / count), humanNumber(wanted / count), humanCount(highest),
                         humanCount(points.back().limit));
    const auto cause = largestBeforeAdmission(sumOfWaits(points));
    if (wanted > inFlight && cause)
        text.chop(1), text += tr("; what was missing was %1.").arg(waitReasonLabel(*cause));
    return text;
}

} // namespace

ChartSpec waitsChart()
{
    ChartSpec chart;
    chart.title = tr("What jobs wait for");
    chart.what = tr("How many jobs were, on average of each second, at what: 64 in flight make 64 seconds of it. "
                    "Those that wait before they are admitted count too; records on their way to the project file "
                    "are in the chart of queues.\n%1")
                     .arg(waitBandsExplained());
    int colour = 0;
    for (const auto &band : waitBands()) {
        chart.curves.push_back({band.name,
                                band.column,
                                CurveKind::Band,
                                colour++,
                                [band](const SeriesPoint &point) { return band.of(point.waits); },
                                {}});
    }
    chart.headline = [](const SeriesPoint &point) {
        const auto waits = point.waits.withoutCommit();
        return waits.total() == Duration::zero() ? QString() : largestWait(waits);
    };
    chart.overall = [](std::span<const SeriesPoint> points) {
        const auto waits = sumOfWaits(points);
        return waits.total() == Duration::zero() ? QString() : largestWait(waits);
    };
    chart.summary = waitsSummary;
    chart.detail = waitsDetail;
    return chart;
}

ChartSpec concurrencyChart()
{
    using enum WaitReason;
    ChartSpec chart;
    chart.title = tr("In flight");
    chart.what = tr("The limit you set, the jobs that could be in flight, and those that are. The gap between the two "
                    "is coloured by what the jobs waited for most.");
    chart.smallestTop = 4;
    const auto column = [](const char *name) {
        return QString::fromLatin1(name);
    };
    chart.curves = {
        gap(tr("no place"), column("gap_global_slot"), 1, {GlobalSlot}),
        gap(tr("no place on host"), column("gap_host_slot"), 2, {HostSlot}),
        gap(tr("held back"), column("gap_held_back"), 0, {Backoff, RetryAfter, Paused, Rate}),
        {tr("in flight"),
         column("in_flight"),
         CurveKind::Line,
         5,
         [](const auto &p) { return double(p.inFlight); },
         {},
         true},
        {tr("wanted"), column("wanted"), CurveKind::Line, 6, [](const auto &p) { return double(p.wanted); }, {}},
        {tr("limit"), column("limit"), CurveKind::Limit, 0, [](const auto &p) { return double(p.limit); }, {}},
    };
    chart.headline = [](const SeriesPoint &point) {
        return tr("%1 of %2").arg(humanCount(point.inFlight), humanCount(point.limit));
    };
    chart.overall = [](std::span<const SeriesPoint> points) {
        const auto inFlight = meanOf(points, [](const SeriesPoint &point) { return double(point.inFlight); });
        return tr("on average %1 of %2").arg(humanNumber(inFlight), humanCount(points.back().limit));
    };
    chart.summary = concurrencySummary;
    chart.detail = [](const SeriesPoint &point) {
        const auto cause = largestBeforeAdmission(point.waits);
        return cause && point.wanted > point.inFlight ? tr("Held up: %1").arg(waitReasonLabel(*cause)) : QString();
    };
    return chart;
}

} // namespace sluice
