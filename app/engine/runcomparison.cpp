#include "engine/runcomparison.h"

#include "core/humanize.h"
#include "core/isotime.h"
#include "engine/hostrules.h"
#include "engine/runnumbers.h"
#include "limits/limitranges.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace sluice {

namespace {

constexpr double mostPercent = 10; // a change to more is told as a multiple

QString tr(const char *text)
{
    return QCoreApplication::translate("RunComparison", text);
}

QString unknown()
{
    return QStringLiteral("—");
}

struct Row
{
    const char *key;
    const char *label;
    Measure measure;
    std::optional<double> (*value)(const RunNumbers &);
};

// clang-format off
constexpr Row rows[] = {
    {"wallSeconds", QT_TRANSLATE_NOOP("RunComparison", "Duration"), Measure::Seconds, [](const RunNumbers &n) { return std::optional(n.wallSeconds); }},
    {"attempts", QT_TRANSLATE_NOOP("RunComparison", "Attempts"), Measure::Count, [](const RunNumbers &n) { return std::optional(n.attempts); }},
    {"requestsPerSecond", QT_TRANSLATE_NOOP("RunComparison", "Requests per second"), Measure::PerSecond, [](const RunNumbers &n) { return std::optional(n.requestsPerSecond); }},
    {"bytes", QT_TRANSLATE_NOOP("RunComparison", "Received"), Measure::Bytes, [](const RunNumbers &n) { return std::optional(n.bytes); }},
    {"latencyMs.p50", QT_TRANSLATE_NOOP("RunComparison", "Latency, half within"), Measure::Milliseconds, [](const RunNumbers &n) { return n.p50; }},
    {"latencyMs.p90", QT_TRANSLATE_NOOP("RunComparison", "Latency, 90 % within"), Measure::Milliseconds, [](const RunNumbers &n) { return n.p90; }},
    {"latencyMs.p99", QT_TRANSLATE_NOOP("RunComparison", "Latency, 99 % within"), Measure::Milliseconds, [](const RunNumbers &n) { return n.p99; }},
    {"peakConcurrency", QT_TRANSLATE_NOOP("RunComparison", "Most in flight"), Measure::Count, [](const RunNumbers &n) { return n.peakConcurrency; }},
    {"cpuSeconds", QT_TRANSLATE_NOOP("RunComparison", "Processor time"), Measure::Seconds, [](const RunNumbers &n) { return n.cpuSeconds; }},
    {"peakRssBytes", QT_TRANSLATE_NOOP("RunComparison", "Most memory"), Measure::Bytes, [](const RunNumbers &n) { return n.peakRssBytes; }},
    {"failedAttempts", QT_TRANSLATE_NOOP("RunComparison", "Failed attempts"), Measure::Count, [](const RunNumbers &n) { return std::optional(n.failedAttempts); }},
};
// clang-format on

std::vector<ComparedNumber> numbersBeside(const RunNumbers &first, const RunNumbers &second)
{
    std::vector<ComparedNumber> numbers;
    for (const auto &row : rows)
        numbers.push_back(
            {QString::fromLatin1(row.key), tr(row.label), row.measure, row.value(first), row.value(second)});
    for (size_t kind = 0; kind < errorKindCount; ++kind) {
        const QString name = errorKindName(static_cast<ErrorKind>(kind));
        if (first.errors[kind] != 0 || second.errors[kind] != 0)
            numbers.push_back({QStringLiteral("errors.") + name,
                               tr("Errors: %1").arg(errorKindLabel(static_cast<ErrorKind>(kind))), Measure::Count,
                               first.errors[kind], second.errors[kind]});
    }
    for (const auto reason : allWaitReasons) {
        const auto index = static_cast<size_t>(reason);
        if (first.waits[index] != 0 || second.waits[index] != 0)
            numbers.push_back({QStringLiteral("waits.") + waitReasonName(reason),
                               tr("Time: %1").arg(waitReasonLabel(reason)), Measure::Seconds, first.waits[index],
                               second.waits[index]});
    }
    return numbers;
}

QString labelOf(const QString &key)
{
    for (const auto &range : limitRanges()) {
        if (key == range.key)
            return range.label();
    }
    static const QHash<QString, const char *> others{
        {QStringLiteral("name"), QT_TRANSLATE_NOOP("RunComparison", "Profile")},
        {QStringLiteral("retryStatuses"), QT_TRANSLATE_NOOP("RunComparison", "Statuses that are tried again")},
        {QStringLiteral("recipe"), QT_TRANSLATE_NOOP("RunComparison", "Recipe")},
        {QStringLiteral("hosts"), QT_TRANSLATE_NOOP("RunComparison", "Limits of single hosts")},
        {QStringLiteral("headers"), QT_TRANSLATE_NOOP("RunComparison", "Request headers")},
        {QStringLiteral("outDir"), QT_TRANSLATE_NOOP("RunComparison", "Output folder")},
        {QStringLiteral("nameTemplate"), QT_TRANSLATE_NOOP("RunComparison", "File names")},
        {QStringLiteral("fetchEngine"), QT_TRANSLATE_NOOP("RunComparison", "Fetch engine")},
    };
    const auto *known = others.value(key);
    return known ? tr(known) : key; // of a later version
}

QString textOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return unknown();
    case QJsonValue::Bool:
    case QJsonValue::Double:
    case QJsonValue::String:
        return value.toVariant().toString();
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    }
    Q_UNREACHABLE();
}

/// For a person; programs get textOf().
QString valueText(const QString &key, const QJsonValue &value)
{
    if (key != u"hosts" || !value.isArray())
        return textOf(value);
    const auto rules = hostRulesFromJson(value.toArray());
    if (!rules) // of a later version
        return textOf(value);
    return rules.value().empty() ? tr("none") : hostLimitsText(rules.value());
}

void addDifferences(std::vector<ComparedLimit> *limits, const QJsonObject &first, const QJsonObject &second)
{
    auto keys = first.keys();
    for (const auto &key : second.keys()) {
        if (!first.contains(key))
            keys += key;
    }
    for (const auto &key : keys) {
        if (first[key].isObject() && second[key].isObject() && key == u"limits")
            addDifferences(limits, first[key].toObject(), second[key].toObject());
        else if (first[key] != second[key])
            limits->push_back({key, labelOf(key), valueText(key, first[key]), valueText(key, second[key]),
                               textOf(first[key]), textOf(second[key])});
    }
}

QJsonValue asJson(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonObject runAsJson(const KeptRun &run)
{
    return {{QStringLiteral("project"), run.project},
            {QStringLiteral("run"), run.record.id},
            {QStringLiteral("started"), isoTime(run.record.started)},
            {QStringLiteral("ending"),
             run.record.ending ? QJsonValue(QString(runEndingName(*run.record.ending))) : QJsonValue()},
            {QStringLiteral("verdict"), numbersOf(run).verdict}};
}

} // namespace

std::optional<double> ComparedNumber::difference() const
{
    return first && second ? std::optional(*second - *first) : std::nullopt;
}

std::optional<double> ComparedNumber::change() const
{
    return first && second && *first != 0 ? std::optional(*second / *first - 1) : std::nullopt;
}

RunComparison compareRuns(KeptRun first, KeptRun second)
{
    RunComparison comparison{std::move(first), std::move(second), {}, {}};
    comparison.numbers = numbersBeside(numbersOf(comparison.first), numbersOf(comparison.second));
    addDifferences(&comparison.limits, comparison.first.record.options, comparison.second.record.options);
    return comparison;
}

QString measureText(std::optional<double> value, Measure measure)
{
    if (!value)
        return unknown();
    switch (measure) {
    case Measure::Count:
        return humanCount(std::llround(*value));
    case Measure::Seconds:
        return humanDuration(Duration(std::llround(*value * 1e6)));
    case Measure::Milliseconds:
        return humanDuration(Duration(std::llround(*value * 1e3)));
    case Measure::PerSecond:
        return humanRate(*value);
    case Measure::Bytes:
        return humanBytes(std::llround(*value));
    }
    Q_UNREACHABLE();
}

QString differenceText(const ComparedNumber &number)
{
    const auto difference = number.difference();
    if (!difference)
        return unknown();
    const auto text = measureText(std::abs(*difference), number.measure);
    if (*difference == 0 || text == measureText(0, number.measure))
        return tr("the same");
    const auto sign = *difference > 0 ? QStringLiteral("+") : QStringLiteral("−");
    const auto change = number.change();
    if (!change)
        return sign + text;
    if (*change > mostPercent)
        return tr("%1 (×%2)").arg(sign + text, humanCount(std::llround(*change + 1)));
    const bool isSlight = std::abs(*change) < 0.005; // "under 1 %"
    return tr("%1 (%2)").arg(sign + text, (isSlight ? QString() : sign) + humanPercent(std::abs(*change)));
}

QJsonObject toJson(const RunComparison &comparison)
{
    QJsonArray numbers;
    for (const auto &number : comparison.numbers)
        numbers += QJsonObject{{QStringLiteral("key"), number.key},
                               {QStringLiteral("first"), asJson(number.first)},
                               {QStringLiteral("second"), asJson(number.second)},
                               {QStringLiteral("difference"), asJson(number.difference())},
                               {QStringLiteral("change"), asJson(number.change())}};
    QJsonArray limits;
    for (const auto &limit : comparison.limits)
        limits += QJsonObject{{QStringLiteral("key"), limit.key},
                              {QStringLiteral("first"), limit.firstRaw},
                              {QStringLiteral("second"), limit.secondRaw}};
    return {{QStringLiteral("first"), runAsJson(comparison.first)},
            {QStringLiteral("second"), runAsJson(comparison.second)},
            {QStringLiteral("numbers"), numbers},
            {QStringLiteral("limits"), limits}};
}

} // namespace sluice
