#include "engine/exportcolumns.h"

#include "core/isotime.h"

#include <QSet>

#include <array>

namespace sluice {

namespace {

QJsonValue textOrNothing(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue started(const JobRow &row)
{
    if (!row.startedAt)
        return {};
    return isoTime(*row.startedAt);
}

struct StandardColumn
{
    QLatin1StringView name;
    QJsonValue (*value)(const JobRow &row);
};

constexpr std::array standardColumns{
    StandardColumn{QLatin1StringView("id"),
                   [](const JobRow &row) {
                       return QJsonValue(number(row.id));
                   }},
    StandardColumn{QLatin1StringView("url"),
                   [](const JobRow &row) {
                       return QJsonValue(row.url);
                   }},
    StandardColumn{QLatin1StringView("state"),
                   [](const JobRow &row) {
                       return QJsonValue(jobStateName(row.state));
                   }},
    StandardColumn{QLatin1StringView("status"),
                   [](const JobRow &row) {
                       return row.status > 0 ? QJsonValue(row.status) : QJsonValue();
                   }},
    StandardColumn{QLatin1StringView("attempts"),
                   [](const JobRow &row) {
                       return QJsonValue(row.attempts);
                   }},
    StandardColumn{QLatin1StringView("bytes"),
                   [](const JobRow &row) {
                       return row.bytes >= 0 ? QJsonValue(row.bytes) : QJsonValue();
                   }},
    StandardColumn{QLatin1StringView("seconds"),
                   [](const JobRow &row) {
                       return row.took >= Duration::zero() ? QJsonValue(seconds(row.took)) : QJsonValue();
                   }},
    StandardColumn{QLatin1StringView("started"), started},
    StandardColumn{QLatin1StringView("final_url"),
                   [](const JobRow &row) {
                       return textOrNothing(row.finalUrl);
                   }},
    StandardColumn{QLatin1StringView("content_type"),
                   [](const JobRow &row) {
                       return textOrNothing(row.contentType);
                   }},
    StandardColumn{QLatin1StringView("error_kind"),
                   [](const JobRow &row) {
                       return row.errorKind ? QJsonValue(errorKindName(*row.errorKind)) : QJsonValue();
                   }},
    StandardColumn{QLatin1StringView("error"),
                   [](const JobRow &row) {
                       return textOrNothing(row.error);
                   }},
    StandardColumn{QLatin1StringView("path"),
                   [](const JobRow &row) {
                       return textOrNothing(row.path);
                   }},
};

QJsonValue valueOf(const JobRow &row, const ExportColumn &column)
{
    switch (column.source) {
    case ExportColumn::Source::Standard:
        return std::ranges::find(standardColumns, column.key, &StandardColumn::name)->value(row);
    case ExportColumn::Source::List:
        return row.extra.value(column.key);
    case ExportColumn::Source::Step:
        return row.columns.value(column.key);
    }
    Q_UNREACHABLE();
}

QString freeName(const QString &wanted, const QSet<QString> &taken)
{
    auto name = wanted;
    for (int number = 2; taken.contains(name); ++number)
        name = QStringLiteral("%1_%2").arg(wanted).arg(number);
    return name;
}

} // namespace

std::vector<ExportColumn> exportColumns(const QStringList &extra, const QStringList &result)
{
    std::vector<ExportColumn> columns;
    QSet<QString> taken;
    const auto add = [&columns, &taken](ExportColumn::Source source, const QString &key) {
        const auto name = freeName(key, taken);
        taken.insert(name);
        columns.push_back({name, source, key});
    };
    for (const auto &column : standardColumns)
        add(ExportColumn::Source::Standard, column.name);
    for (const auto &key : extra)
        add(ExportColumn::Source::List, key);
    for (const auto &key : result)
        add(ExportColumn::Source::Step, key);
    return columns;
}

std::vector<QJsonValue> exportValues(const JobRow &row, const std::vector<ExportColumn> &columns)
{
    std::vector<QJsonValue> values;
    values.reserve(columns.size());
    for (const auto &column : columns)
        values.push_back(valueOf(row, column));
    return values;
}

} // namespace sluice
