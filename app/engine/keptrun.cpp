#include "engine/keptrun.h"

#include "core/humanize.h"
#include "store/projectlock.h"
#include "store/projectreader.h"
#include "telemetry/seriesverdict.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace sluice {

namespace {

constexpr auto verdictStretch = std::chrono::seconds(10); // as the live one

QString tr(const char *text)
{
    return QCoreApplication::translate("KeptRun", text);
}

QDateTime localTime(WallTime time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count());
}

Error noSuchRun(qint64 id, const std::vector<RunRecord> &runs)
{
    QStringList names;
    for (const auto &run : runs)
        names += QString::number(run.id);
    return {ErrorKind::Input, tr("The project has no run %1. Its runs: %2.").arg(id).arg(names.join(u' '))};
}

KnownLimits knownLimitsOf(const RunRecord &record)
{
    const auto limits = record.options[QLatin1StringView("limits")].toObject();
    return {limits[QLatin1StringView("perHost")].toInt(), limits[QLatin1StringView("ratePerSecond")].toDouble()};
}

} // namespace

Result<std::vector<RunRecord>> readRuns(const QString &projectPath)
{
    auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    return reader.value()->runs();
}

Result<KeptRun> readRun(const QString &projectPath, std::optional<qint64> id)
{
    auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    const auto runs = reader.value()->runs();
    if (!runs)
        return runs.error();
    const auto &all = runs.value();
    if (all.empty())
        return Error{ErrorKind::Input, tr("%1 remembers no run yet.").arg(projectPath)};
    const auto found = id ? std::ranges::find(all, *id, &RunRecord::id) : all.end() - 1;
    if (found == all.end())
        return noSuchRun(*id, all);
    auto series = reader.value()->series(found->id);
    if (!series)
        return series.error();
    const bool isLive = liveRunOf(projectPath, all) == found->id;
    return KeptRun{QFileInfo(projectPath).fileName(), *found, std::move(series).value(), isLive};
}

std::optional<qint64> liveRunOf(const QString &projectPath, const std::vector<RunRecord> &runs)
{
    if (runs.empty() || runs.back().ended)
        return std::nullopt;
    const auto held = ProjectLock::heldSince(projectPath);
    const auto &last = runs.back();
    // A run that was killed is of an earlier process than the one that has opened the project since.
    return held && last.started >= *held ? std::optional(last.id) : std::nullopt;
}

QString runTitle(const RunRecord &record)
{
    const auto name = record.id == 0 ? tr("Earlier runs") : tr("Run %1").arg(record.id);
    const auto began = QLocale().toString(localTime(record.started), QLocale::ShortFormat);
    if (!record.ended)
        return tr("%1, %2").arg(name, began);
    return tr("%1, %2, %3").arg(name, began, humanDuration(*record.ended - record.started));
}

QString endingText(const RunRecord &record, bool isLive)
{
    if (isLive)
        return tr("still running");
    if (!record.ended)
        return tr("cut off: killed, or a power cut");
    if (!record.ending)
        return tr("kept by an earlier version");
    switch (*record.ending) {
    case RunEnding::Finished:
        return tr("finished");
    case RunEnding::Stopped:
        return tr("stopped before the end");
    case RunEnding::Failed:
        return tr("ended because the project could not be read or written");
    }
    Q_UNREACHABLE();
}

TimeStretch stretchOf(const RunRecord &record, const std::vector<RunRecord> &runs)
{
    TimeStretch stretch{record.started, record.ended.value_or(WallTime::max())};
    for (const auto &other : runs) {
        if (!record.ended && other.started > record.started)
            stretch.to = std::min(stretch.to, other.started);
    }
    return stretch;
}

Verdict verdictAt(std::span<const SeriesPoint> series, const RunRecord &record, WallTime moment)
{
    return judge(verdictInputOf(stretchBefore(series, moment, verdictStretch), knownLimitsOf(record)));
}

QJsonObject verdictOf(const KeptRun &run)
{
    auto kept = run.record.summary[QLatin1StringView("verdict")].toObject();
    if (!kept[QLatin1StringView("text")].toString().isEmpty())
        return kept;
    return toJson(judge(verdictInputOf(run.series, knownLimitsOf(run.record))));
}

} // namespace sluice
