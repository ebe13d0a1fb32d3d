#include "engine/report/runfacts.h"

#include "core/humanize.h"
#include "engine/hostrules.h"
#include "engine/projectoptions.h"
#include "engine/runcomparison.h"
#include "engine/runnumbers.h"
#include "limits/limitranges.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <numeric>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RunFacts", text);
}

QString valueText(const LimitRange &range, double value)
{
    if (value == 0 && !range.zeroMeans().isEmpty())
        return range.zeroMeans();
    if (range.unit == LimitUnit::Bytes)
        return humanBytes(static_cast<qint64>(value));
    const auto unit = range.unitText();
    return unit.isEmpty() ? humanNumber(value) : humanNumber(value) + u' ' + unit;
}

QString stepNames(const QJsonObject &options)
{
    QStringList names;
    for (const auto &step : options[QLatin1StringView("recipe")].toArray())
        names += step[QLatin1StringView("name")].toString();
    return names.isEmpty() ? tr("none") : names.join(QStringLiteral(" → "));
}

} // namespace

FactRows numberRows(const KeptRun &run)
{
    const auto &summary = run.record.summary;
    FactRows rows;
    const std::pair<QLatin1StringView, QString> counts[] = {{QLatin1StringView("jobs"), tr("Jobs")},
                                                            {QLatin1StringView("succeeded"), tr("Succeeded")},
                                                            {QLatin1StringView("failed"), tr("Failed")},
                                                            {QLatin1StringView("cancelled"), tr("Cancelled")},
                                                            {QLatin1StringView("rejected"), tr("Rejected lines")}};
    for (const auto &[key, label] : counts) {
        if (summary.contains(key) && (summary[key].toInteger() != 0 || key == u"jobs"))
            rows.push_back({label, humanCount(summary[key].toInteger())});
    }
    // The same numbers, names and units as in a comparison.
    for (const auto &number : compareRuns(run, run).numbers) {
        const bool isMain =
            !number.key.startsWith(QLatin1StringView("errors.")) && !number.key.startsWith(QLatin1StringView("waits."));
        if (isMain && number.first)
            rows.push_back({number.label, measureText(number.first, number.measure)});
    }
    return rows;
}

FactRows waitRows(const KeptRun &run)
{
    const auto numbers = numbersOf(run);
    const auto of = [&numbers](WaitReason reason) { // nobody waits for a commit
        return reason == WaitReason::Commit ? 0.0 : numbers.waits[static_cast<size_t>(reason)];
    };
    auto reasons = allWaitReasons;
    const auto all = std::accumulate(reasons.begin(), reasons.end(), 0.0,
                                     [&of](double sum, WaitReason reason) { return sum + of(reason); });
    std::ranges::stable_sort(reasons, std::greater(), of);
    FactRows rows;
    for (const auto reason : reasons) {
        if (of(reason) > 0)
            rows.push_back(
                {waitReasonLabel(reason), measureText(of(reason), Measure::Seconds), humanPercent(of(reason) / all)});
    }
    return rows;
}

FactRows limitRows(const KeptRun &run)
{
    const auto &options = run.record.options;
    FactRows rows;
    const auto limits = profileFromJson(options[QLatin1StringView("limits")].toObject());
    if (!options.isEmpty() && limits) {
        rows.push_back({tr("Profile"), limits.value().name});
        for (const auto &range : limitRanges())
            rows.push_back({range.label(), valueText(range, range.valueIn(limits.value()))});
    }
    const auto rules = hostRulesFromJson(options[QLatin1StringView("hosts")].toArray());
    if (rules && !rules.value().empty())
        rows.push_back({tr("Limits of single hosts"), hostLimitsText(rules.value())});
    if (!options.isEmpty())
        rows.push_back({tr("Steps"), stepNames(options)});
    return rows;
}

FactRows environmentRows(const KeptRun &run)
{
    const std::pair<QLatin1StringView, QString> names[] = {
        {QLatin1StringView("version"), tr("Sluice")},       {QLatin1StringView("qt"), tr("Qt")},
        {QLatin1StringView("engine"), tr("Fetched by")},    {QLatin1StringView("cores"), tr("Processor cores")},
        {QLatin1StringView("os"), tr("Operating system")},  {QLatin1StringView("kernel"), tr("Kernel")},
        {QLatin1StringView("machine"), tr("Architecture")},
    };
    FactRows rows;
    for (const auto &[key, label] : names) {
        if (const auto text = run.record.environment[key].toVariant().toString(); !text.isEmpty())
            rows.push_back({label, text});
    }
    return rows;
}

FactRows markRows(const KeptRun &run, size_t most)
{
    FactRows rows;
    size_t left = 0;
    for (const auto &point : run.series) {
        if (point.mark.isEmpty())
            continue;
        if (rows.size() < most)
            rows.push_back({humanDuration(std::max(point.second - run.record.started, Duration::zero())), point.mark});
        else
            ++left;
    }
    if (left > 0)
        rows.push_back({QStringLiteral("…"), tr("and %1 more").arg(left)});
    return rows;
}

} // namespace sluice
