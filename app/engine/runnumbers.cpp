#include "engine/runnumbers.h"

namespace sluice {

namespace {

void addUp(RunNumbers *numbers, const std::vector<SeriesPoint> &series)
{
    WaitTimes waits;
    for (const auto &point : series) {
        numbers->attempts += point.finished;
        numbers->failedAttempts += point.failed;
        numbers->bytes += static_cast<double>(point.bytes);
        waits += point.waits;
        for (size_t kind = 0; kind < errorKindCount; ++kind)
            numbers->errors[kind] += point.errors[kind];
    }
    for (const auto reason : allWaitReasons)
        numbers->waits[static_cast<size_t>(reason)] = seconds(waits.of(reason));
    if (!series.empty())
        numbers->wallSeconds = seconds(series.back().second - series.front().second) + 1;
}

std::optional<double> numberIn(const QJsonObject &object, QLatin1StringView key)
{
    const auto value = object[key];
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

void takeSummary(RunNumbers *numbers, const QJsonObject &summary)
{
    numbers->wallSeconds = summary[QLatin1StringView("wallSeconds")].toDouble();
    numbers->attempts = summary[QLatin1StringView("attempts")].toDouble();
    numbers->bytes = summary[QLatin1StringView("bytes")].toDouble();
    numbers->cpuSeconds = numberIn(summary, QLatin1StringView("cpuSeconds"));
    numbers->peakConcurrency = numberIn(summary, QLatin1StringView("peakConcurrency"));
    numbers->peakRssBytes = numberIn(summary, QLatin1StringView("peakRssBytes"));
    const auto latency = summary[QLatin1StringView("latencyMs")].toObject();
    numbers->p50 = numberIn(latency, QLatin1StringView("p50"));
    numbers->p90 = numberIn(latency, QLatin1StringView("p90"));
    numbers->p99 = numberIn(latency, QLatin1StringView("p99"));
    const auto waits = summary[QLatin1StringView("waits")].toObject();
    for (const auto reason : allWaitReasons)
        numbers->waits[static_cast<size_t>(reason)] = waits[waitReasonName(reason)].toDouble();
}

} // namespace

RunNumbers numbersOf(const KeptRun &run)
{
    RunNumbers numbers;
    addUp(&numbers, run.series);
    if (!run.record.summary.isEmpty())
        takeSummary(&numbers, run.record.summary);
    if (numbers.wallSeconds > 0)
        numbers.requestsPerSecond = numbers.attempts / numbers.wallSeconds;
    numbers.verdict = verdictOf(run)[QLatin1StringView("text")].toString();
    return numbers;
}

} // namespace sluice
