// Limit profiles in project and profile files.
#include "limits/limitranges.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

constexpr QLatin1StringView nameKey("name");
constexpr QLatin1StringView statusesKey("retryStatuses");

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::LimitProfile", text);
}

QString readName(const QJsonValue &value, LimitProfile *profile)
{
    if (!value.isString())
        return tr("“%1” must be a text.").arg(nameKey);
    profile->name = value.toString();
    return {};
}

QString readStatuses(const QJsonValue &value, LimitProfile *profile)
{
    const auto problem = tr("“%1” must be a list of whole numbers.").arg(statusesKey);
    if (!value.isArray())
        return problem;
    profile->retryStatuses.clear();
    const auto entries = value.toArray();
    for (const auto &entry : entries) {
        const auto status = entry.toInt(-1);
        if (status < 0)
            return problem;
        profile->retryStatuses.push_back(status);
    }
    return {};
}

QString readNumber(const LimitRange &range, const QJsonValue &value, LimitProfile *profile)
{
    if (!value.isDouble())
        return tr("“%1” must be a number.").arg(range.key);
    const auto problem = range.problem(value.toDouble());
    if (problem.isEmpty())
        range.setValueIn(profile, value.toDouble());
    return problem;
}

/// The problem with this entry; empty when it was taken over.
QString readEntry(const QString &key, const QJsonValue &value, LimitProfile *profile)
{
    if (key == nameKey)
        return readName(value, profile);
    if (key == statusesKey)
        return readStatuses(value, profile);
    const auto &ranges = limitRanges();
    const auto range = std::find_if(ranges.begin(), ranges.end(), [&key](const auto &r) { return key == r.key; });
    if (range == ranges.end())
        return tr("“%1” is no limit that Sluice knows.").arg(key);
    return readNumber(*range, value, profile);
}

} // namespace

QJsonObject toJson(const LimitProfile &profile)
{
    QJsonObject json;
    json[nameKey] = profile.name;
    for (const auto &range : limitRanges()) {
        const auto value = range.valueIn(profile);
        json[range.key] = range.isWhole() ? QJsonValue(static_cast<qint64>(value)) : QJsonValue(value);
    }
    QJsonArray statuses;
    for (const auto status : profile.retryStatuses)
        statuses.append(status);
    json[statusesKey] = statuses;
    return json;
}

Result<LimitProfile> profileFromJson(const QJsonObject &json)
{
    LimitProfile profile;
    profile.name = QStringLiteral("custom"); // unless the file says otherwise
    QStringList problems;
    for (auto entry = json.begin(); entry != json.end(); ++entry) {
        const auto problem = readEntry(entry.key(), entry.value(), &profile);
        if (!problem.isEmpty())
            problems += problem;
    }
    problems += problemsOf(profile); // what single entries do not show
    if (!problems.isEmpty())
        return Error{ErrorKind::Input, problems.join(QLatin1Char(' '))};
    return profile;
}

} // namespace sluice
