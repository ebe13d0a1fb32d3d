// What fails, and what the machine is busy with.
#include "core/humanize.h"
#include "ui/charts/chartspecs.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Charts", text);
}

struct ErrorGroup
{
    const char *several; ///< kinds under one name; null: it is of one kind, and has that one's
    const char *column;
    int colour;
    std::vector<ErrorKind> kinds;

    QString name() const { return several ? tr(several) : errorKindLabel(kinds.front()); }
};

/// Every kind is in exactly one.
const std::vector<ErrorGroup> &errorGroups()
{
    using enum ErrorKind;
    static const std::vector<ErrorGroup> groups{
        {nullptr, "http_status", 7, {HttpStatus}},
        {QT_TRANSLATE_NOOP("Charts", "Not in time"),
         "timeout",
         1,
         {TimeoutConnect, TimeoutFirstByte, TimeoutIdle, TimeoutAttempt}},
        {QT_TRANSLATE_NOOP("Charts", "Not connected"), "connection", 3, {Dns, Connect, Tls}},
        {QT_TRANSLATE_NOOP("Charts", "Broken or too large"), "answer", 4, {Protocol, Size}},
        {nullptr, "step", 6, {Step}},
        {QT_TRANSLATE_NOOP("Charts", "Sluice or input"), "own", 0, {Input, Storage, Internal}},
    };
    return groups;
}

double countOf(const SeriesPoint &point, const std::vector<ErrorKind> &kinds)
{
    int sum = 0;
    for (const auto kind : kinds)
        sum += point.errors[static_cast<size_t>(kind)];
    return sum;
}

QString errorsSummary(std::span<const SeriesPoint> points)
{
    int finished = 0;
    int failed = 0;
    for (const auto &point : points) {
        finished += point.finished;
        failed += point.failed;
    }
    if (failed == 0)
        return tr("None of %1 attempts failed.").arg(humanCount(finished));
    QStringList parts;
    for (const auto &group : errorGroups()) {
        double count = 0;
        for (const auto &point : points)
            count += countOf(point, group.kinds);
        if (count > 0)
            parts.append(tr("%1 %2").arg(group.name(), humanCount(qint64(count))));
    }
    return tr("%1 of %2 attempts failed: %3.")
        .arg(humanCount(failed), humanCount(finished), parts.join(QStringLiteral(", ")));
}

CurveSpec line(const QString &name, const char *column, int colour, int SeriesPoint::*value, bool compared = false)
{
    return {name,
            QString::fromLatin1(column),
            CurveKind::Line,
            colour,
            [value](const SeriesPoint &point) { return double(point.*value); },
            {},
            compared};
}

} // namespace

ChartSpec errorsChart()
{
    ChartSpec chart;
    chart.title = tr("Failed attempts");
    chart.what = tr("Attempts that failed in each second, by what went wrong. One that is tried again may still "
                    "succeed.");
    for (const auto &group : errorGroups()) {
        chart.curves.push_back({group.name(),
                                QString::fromLatin1(group.column),
                                CurveKind::Band,
                                group.colour,
                                [&group](const SeriesPoint &point) { return countOf(point, group.kinds); },
                                {}});
    }
    chart.headline = [](const SeriesPoint &point) {
        return tr("%1/s").arg(humanCount(point.failed));
    };
    chart.overall = [](std::span<const SeriesPoint> points) {
        qint64 finished = 0;
        qint64 failed = 0;
        for (const auto &point : points) {
            finished += point.finished;
            failed += point.failed;
        }
        return tr("%1 of %2").arg(humanCount(failed), humanCount(finished));
    };
    chart.summary = errorsSummary;
    chart.detail = [](const SeriesPoint &point) {
        QStringList lines;
        for (size_t kind = 0; kind < errorKindCount; ++kind) {
            if (point.errors[kind] > 0)
                lines.append(
                    tr("%1: %2").arg(errorKindLabel(static_cast<ErrorKind>(kind)), humanCount(point.errors[kind])));
        }
        return lines.join(u'\n');
    };
    return chart;
}

ChartSpec processorChart(int cores)
{
    ChartSpec chart;
    chart.title = tr("Processor");
    chart.what = tr("How many cores Sluice kept busy, against those of this computer; and how many of its computing "
                    "threads had work.");
    chart.curves = {{tr("Sluice"),
                     QStringLiteral("cpu_cores"),
                     CurveKind::Line,
                     6,
                     [](const SeriesPoint &point) { return point.cpu; },
                     {},
                     true},
                    line(tr("threads at work"), "threads_busy", 5, &SeriesPoint::cpuBusy),
                    {tr("threads"),
                     QStringLiteral("threads"),
                     CurveKind::Limit,
                     4,
                     [](const SeriesPoint &point) { return double(point.cpuSlots); },
                     {}},
                    {tr("cores"),
                     QStringLiteral("cores"),
                     CurveKind::Limit,
                     0,
                     [cores](const SeriesPoint &) { return double(cores); },
                     {}}};
    chart.headline = [cores](const SeriesPoint &point) {
        return tr("%1 of %2 cores").arg(humanNumber(point.cpu)).arg(cores);
    };
    chart.overall = [cores](std::span<const SeriesPoint> points) {
        return tr("on average %1 of %2 cores").arg(humanNumber(meanOf(points, &SeriesPoint::cpu))).arg(cores);
    };
    chart.summary = [cores](std::span<const SeriesPoint> points) {
        double sum = 0;
        double busy = 0;
        double highest = 0;
        for (const auto &point : points) {
            sum += point.cpu;
            busy += point.cpuBusy;
            highest = std::max(highest, point.cpu);
        }
        const auto count = double(std::max<size_t>(points.size(), 1));
        return tr("Sluice kept %1 of %2 cores busy on average, %3 at most; %4 of the computing threads had work.")
            .arg(humanNumber(sum / count))
            .arg(cores)
            .arg(humanNumber(highest), humanNumber(busy / count));
    };
    return chart;
}

ChartSpec queuesChart()
{
    ChartSpec chart;
    chart.title = tr("Queues");
    chart.what = tr("What stands in line inside Sluice at the end of each second: jobs not yet admitted, bodies "
                    "before the computing threads, files on their way to disk, records on their way to the project.");
    chart.smallestTop = 4;
    chart.curves = {line(tr("not admitted"), "waiting", 1, &SeriesPoint::waiting, true),
                    line(tr("computing"), "cpu_queue", 6, &SeriesPoint::cpuQueue),
                    line(tr("disk"), "disk", 7, &SeriesPoint::disk),
                    line(tr("records"), "backlog", 4, &SeriesPoint::backlog)};
    chart.headline = [](const SeriesPoint &point) {
        return tr("%1 not admitted").arg(humanCount(point.waiting));
    };
    chart.overall = [](std::span<const SeriesPoint> points) {
        return tr("on average %1 not admitted").arg(humanNumber(meanOf(points, &SeriesPoint::waiting)));
    };
    chart.summary = [](std::span<const SeriesPoint> points) {
        SeriesPoint most;
        for (const auto &point : points) {
            most.waiting = std::max(most.waiting, point.waiting);
            most.cpuQueue = std::max(most.cpuQueue, point.cpuQueue);
            most.disk = std::max(most.disk, point.disk);
            most.backlog = std::max(most.backlog, point.backlog);
        }
        return tr("At most %1 jobs waited to be admitted, %2 bodies to be computed, %3 files for the disk, %4 records "
                  "for the project.")
            .arg(humanCount(most.waiting), humanCount(most.cpuQueue), humanCount(most.disk), humanCount(most.backlog));
    };
    return chart;
}

} // namespace sluice
