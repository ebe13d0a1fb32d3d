#include "limits/retryafter.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <array>

namespace sluice {

namespace {

constexpr Duration century = std::chrono::hours(24) * 36'525;

/// All digits, nothing else, and few enough to fit.
std::optional<int> digits(const QByteArray &text, qsizetype least, qsizetype most)
{
    if (text.size() < least || text.size() > most)
        return {};
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    return text.toInt();
}

std::optional<std::chrono::month> monthNamed(const QByteArray &name)
{
    static constexpr std::array names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (unsigned i = 0; i < names.size(); ++i) {
        if (name.compare(names[i], Qt::CaseInsensitive) == 0)
            return std::chrono::month(i + 1);
    }
    return {};
}

std::optional<Duration> timeOfDay(const QByteArray &text)
{
    const auto parts = text.split(':');
    if (parts.size() != 3)
        return {};
    const auto hour = digits(parts[0], 2, 2);
    const auto minute = digits(parts[1], 2, 2);
    const auto second = digits(parts[2], 2, 2);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) // 60: a leap second
        return {};
    return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
}

/// RFC 9110, 5.6.7: two digits that seem more than 50 years ahead are of the century before.
int fullYear(int twoDigits, WallTime now)
{
    const auto present =
        static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(now)).year());
    const auto candidate = present - present % 100 + twoDigits;
    return candidate > present + 50 ? candidate - 100 : candidate;
}

std::optional<WallTime> moment(const std::optional<int> &yearNumber, const QByteArray &monthName,
                               const std::optional<int> &dayNumber, const QByteArray &clockTime)
{
    const auto monthNumber = monthNamed(monthName);
    const auto time = timeOfDay(clockTime);
    if (!yearNumber || !monthNumber || !dayNumber || !time)
        return {};
    const std::chrono::year_month_day date{std::chrono::year(*yearNumber), *monthNumber,
                                           std::chrono::day(static_cast<unsigned>(*dayNumber))};
    if (!date.ok())
        return {};
    return WallTime(std::chrono::sys_days(date)) + *time;
}

/// The name of the day is not checked: a wrong one would not make the rest less clear.
std::optional<WallTime> httpDate(const QByteArray &value, WallTime now)
{
    const auto parts = value.simplified().split(' ');
    const auto isGmt = parts.last().compare("GMT", Qt::CaseInsensitive) == 0;
    if (parts.size() == 6 && isGmt) // Sun, 06 Nov 1994 08:49:37 GMT
        return moment(digits(parts[3], 4, 4), parts[2], digits(parts[1], 1, 2), parts[4]);
    if (parts.size() == 4 && isGmt) { // Sunday, 06-Nov-94 08:49:37 GMT
        const auto date = parts[1].split('-');
        const auto shortYear = date.size() == 3 ? digits(date[2], 2, 2) : std::nullopt;
        if (!shortYear)
            return {};
        return moment(fullYear(*shortYear, now), date[1], digits(date[0], 2, 2), parts[2]);
    }
    if (parts.size() == 5 && !isGmt) // Sun Nov  6 08:49:37 1994
        return moment(digits(parts[4], 4, 4), parts[1], digits(parts[2], 1, 2), parts[3]);
    return {};
}

} // namespace

std::optional<Duration> parseRetryAfter(QByteArrayView value, WallTime now)
{
    const auto text = value.trimmed().toByteArray();
    if (text.isEmpty())
        return {};
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        const auto span = digits(text, 1, 9);
        return span ? std::min<Duration>(std::chrono::seconds(*span), century) : century;
    }
    const auto date = httpDate(text, now);
    if (!date || *date < now)
        return {};
    return std::min<Duration>(*date - now, century);
}

} // namespace sluice
