#include "engine/exportcolumns.h"

#include <QDateTime>

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
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(row.startedAt->time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), Qt::UTC).toString(Qt::ISODateWithMs);
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

} // namespace

QStringList standardExportColumns()
{
    QStringList names;
    for (const auto &column : standardColumns)
        names.append(column.name);
    return names;
}

std::vector<QJsonValue> exportValues(const JobRow &row, const QStringList &columns)
{
    std::vector<QJsonValue> values;
    values.reserve(static_cast<size_t>(columns.size()));
    for (const auto &name : columns) {
        const auto standard = std::ranges::find(standardColumns, name, &StandardColumn::name);
        if (standard != standardColumns.end())
            values.push_back(standard->value(row));
        else if (const auto own = row.extra.constFind(name); own != row.extra.constEnd())
            values.push_back(*own);
        else
            values.push_back(row.columns.value(name));
    }
    return values;
}

} // namespace sluice
