#include "telemetry/runsummary.h"

#include "core/humanize.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice {

namespace {

constexpr int labelWidth = 12;
constexpr size_t namedWaits = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::RunSummary", text);
}

double thousandths(double value)
{
    return std::round(value * 1000) / 1000;
}

QString line(const QString &label, const QString &text)
{
    return (label + QLatin1Char(' ')).leftJustified(labelWidth) + text + QLatin1Char('\n');
}

QString milliseconds(double value)
{
    return humanDuration(Duration(std::llround(value * 1000)));
}

QString jobsText(const RunSummary &summary)
{
    QStringList parts;
    const auto add = [&parts](qint64 count, const char *pattern) {
        if (count != 0)
            parts += tr(pattern).arg(humanCount(count));
    };
    add(summary.succeeded, "%1 succeeded");
    add(summary.failed, "%1 failed");
    add(summary.cancelled, "%1 cancelled");
    add(summary.jobs - summary.succeeded - summary.failed - summary.cancelled, "%1 not finished");
    add(summary.rejected, "%1 rejected");
    const auto total = humanCount(summary.jobs);
    return parts.isEmpty() ? total : tr("%1: %2").arg(total, parts.join(QLatin1StringView(", ")));
}

/// The largest few, as shares: more would be a table.
QString waitsText(const WaitTimes &waits)
{
    auto reasons = allWaitReasons;
    std::stable_sort(reasons.begin(), reasons.end(), [&](auto a, auto b) { return waits.of(a) > waits.of(b); });
    QStringList parts;
    for (size_t i = 0; i < namedWaits && waits.of(reasons[i]) > Duration::zero(); ++i)
        parts += tr("%1 %2").arg(humanPercent(seconds(waits.of(reasons[i])) / seconds(waits.total())),
                                 waitReasonLabel(reasons[i]));
    return parts.join(QLatin1StringView(", "));
}

QString latencyText(const LatencySummary &latency)
{
    return tr("half within %1, 90 % within %2, 99 % within %3, longest %4")
        .arg(milliseconds(latency.p50), milliseconds(latency.p90), milliseconds(latency.p99),
             milliseconds(latency.max));
}

double perSecond(double amount, Duration wall)
{
    return wall > Duration::zero() ? amount / seconds(wall) : 0;
}

} // namespace

double RunSummary::requestsPerSecond() const
{
    return perSecond(static_cast<double>(attempts), wall);
}

QJsonObject toJson(const RunSummary &summary)
{
    QJsonObject waits;
    for (const auto reason : allWaitReasons)
        waits[waitReasonName(reason)] = seconds(summary.waits.of(reason));
    QJsonObject steps;
    for (const auto &step : summary.steps)
        steps[step.name] = seconds(step.time);
    const auto &latency = summary.latency;

    QJsonObject json;
    json[QLatin1StringView("jobs")] = summary.jobs;
    json[QLatin1StringView("succeeded")] = summary.succeeded;
    json[QLatin1StringView("failed")] = summary.failed;
    json[QLatin1StringView("cancelled")] = summary.cancelled;
    json[QLatin1StringView("rejected")] = summary.rejected;
    json[QLatin1StringView("attempts")] = summary.attempts;
    json[QLatin1StringView("bytes")] = summary.bytes;
    json[QLatin1StringView("wallSeconds")] = seconds(summary.wall);
    json[QLatin1StringView("cpuSeconds")] = seconds(summary.cpu);
    json[QLatin1StringView("requestsPerSecond")] = thousandths(summary.requestsPerSecond());
    json[QLatin1StringView("peakConcurrency")] = summary.peakConcurrency;
    json[QLatin1StringView("peakRssBytes")] = summary.peakRssBytes;
    json[QLatin1StringView("latencyMs")] = QJsonObject{{QStringLiteral("p50"), thousandths(latency.p50)},
                                                       {QStringLiteral("p90"), thousandths(latency.p90)},
                                                       {QStringLiteral("p99"), thousandths(latency.p99)},
                                                       {QStringLiteral("max"), thousandths(latency.max)}};
    json[QLatin1StringView("waits")] = waits;
    json[QLatin1StringView("steps")] = steps;
    json[QLatin1StringView("verdict")] = toJson(summary.verdict);
    return json;
}

QString toText(const RunSummary &summary)
{
    auto text = line(tr("Jobs"), jobsText(summary));
    text += line(tr("Attempts"), tr("%1 in %2 (%3), at most %4 at once")
                                     .arg(humanCount(summary.attempts), humanDuration(summary.wall),
                                          humanRate(summary.requestsPerSecond()), humanCount(summary.peakConcurrency)));
    text += line(tr("Received"),
                 tr("%1 (%2)").arg(humanBytes(summary.bytes),
                                   humanByteRate(perSecond(static_cast<double>(summary.bytes), summary.wall))));
    if (summary.latency.max > 0)
        text += line(tr("Latency"), latencyText(summary.latency));
    const auto ofJobs = summary.waits.withoutCommit();
    if (ofJobs.total() > Duration::zero())
        text += line(tr("Time spent"), waitsText(ofJobs));
    text += line(
        tr("Machine"),
        tr("processor time %1, memory at most %2").arg(humanDuration(summary.cpu), humanBytes(summary.peakRssBytes)));
    if (!summary.verdict.text.isEmpty())
        text += line(tr("Verdict"), summary.verdict.text);
    if (!summary.verdict.remedy.isEmpty())
        text += line(tr("Remedy"), summary.verdict.remedy);
    return text;
}

} // namespace sluice
