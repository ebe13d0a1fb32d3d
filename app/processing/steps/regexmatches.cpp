#include "processing/steps/regexmatches.h"

#include "processing/steps/columnlimit.h"

#include <algorithm>

namespace sluice {

namespace {

QJsonValue captured(const QRegularExpressionMatch &match, const std::vector<int> &groups)
{
    for (const int group : groups) {
        if (match.hasCaptured(group))
            return match.captured(group);
    }
    return QJsonValue::Null;
}

} // namespace

RegexMatches::RegexMatches(const std::vector<std::pair<int, QString>> &groups)
{
    for (const auto &[number, name] : groups) {
        const auto same = std::find_if(m_columns.begin(), m_columns.end(),
                                       [&name = name](const Column &column) { return column.name == name; });
        if (same == m_columns.end())
            m_columns.push_back({name, {number}});
        else
            same->groups.push_back(number);
    }
}

Result<void> RegexMatches::add(const QRegularExpressionMatch &match)
{
    ++m_count;
    for (auto &column : m_columns) {
        const auto value = captured(match, column.groups);
        m_bytes += bytesPerValue + value.toString().size();
        if (m_bytes > mostColumnBytes)
            return columnsTooLarge();
        column.values.append(value);
    }
    return success();
}

QJsonObject RegexMatches::first() const
{
    QJsonObject columns;
    for (const auto &column : m_columns)
        columns.insert(column.name, m_count > 0 ? column.values.first() : QJsonValue());
    return columns;
}

QJsonObject RegexMatches::all() const
{
    QJsonObject columns;
    for (const auto &column : m_columns)
        columns.insert(column.name, column.values);
    columns.insert(QStringLiteral("match_count"), m_count);
    return columns;
}

} // namespace sluice
