#include "store/seriesdetails.h"

#include "core/waitjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace sluice {

namespace {

struct Count
{
    QLatin1StringView name;
    int SeriesPoint::*value;
};

struct Number
{
    QLatin1StringView name;
    double SeriesPoint::*value;
};

struct Spread
{
    QLatin1StringView name;
    Quantiles SeriesPoint::*value;
};

// Names are in projects: never change one.
constexpr std::array counts{Count{QLatin1StringView("wanted"), &SeriesPoint::wanted},
                            Count{QLatin1StringView("waiting"), &SeriesPoint::waiting},
                            Count{QLatin1StringView("children"), &SeriesPoint::children},
                            Count{QLatin1StringView("disk"), &SeriesPoint::disk},
                            Count{QLatin1StringView("backlog"), &SeriesPoint::backlog}};
constexpr std::array numbers{Number{QLatin1StringView("cpu"), &SeriesPoint::cpu},
                             Number{QLatin1StringView("window_lag"), &SeriesPoint::windowLag}};
constexpr std::array spreads{Spread{QLatin1StringView("connecting"), &SeriesPoint::connecting},
                             Spread{QLatin1StringView("first_byte"), &SeriesPoint::firstByte},
                             Spread{QLatin1StringView("body"), &SeriesPoint::body},
                             Spread{QLatin1StringView("total"), &SeriesPoint::total}};
constexpr QLatin1StringView waitsName("waits");
constexpr QLatin1StringView errorsName("errors");

/// JSON has no NaN, and a thousandth of a millisecond is enough.
double rounded(double value)
{
    return std::isfinite(value) ? std::round(value * 1000) / 1000 : 0;
}

QJsonArray toJson(const Quantiles &spread)
{
    return {rounded(spread.p50), rounded(spread.p90), rounded(spread.p99)};
}

QJsonObject errorsOf(const SeriesPoint &point)
{
    QJsonObject errors;
    for (size_t kind = 0; kind < errorKindCount; ++kind) {
        if (point.errors[kind] != 0)
            errors[errorKindName(static_cast<ErrorKind>(kind))] = point.errors[kind];
    }
    return errors;
}

} // namespace

QJsonObject detailsOf(const SeriesPoint &point)
{
    QJsonObject details;
    for (const auto &count : counts) {
        if (point.*count.value != 0)
            details[count.name] = point.*count.value;
    }
    for (const auto &number : numbers) {
        if (rounded(point.*number.value) != 0)
            details[number.name] = rounded(point.*number.value);
    }
    for (const auto &spread : spreads) {
        if (const auto values = toJson(point.*spread.value); values != toJson({}))
            details[spread.name] = values;
    }
    const auto waits = QJsonDocument::fromJson(inMicroseconds(point.waits)).object();
    if (!waits.isEmpty())
        details[waitsName] = waits;
    if (const auto errors = errorsOf(point); !errors.isEmpty())
        details[errorsName] = errors;
    return details;
}

void setDetails(SeriesPoint *point, const QJsonObject &details)
{
    for (const auto &count : counts)
        point->*count.value = details[count.name].toInt(point->*count.value);
    for (const auto &number : numbers)
        point->*number.value = details[number.name].toDouble(point->*number.value);
    for (const auto &spread : spreads) {
        if (const auto values = details[spread.name].toArray(); values.size() == 3)
            point->*spread.value = {values[0].toDouble(), values[1].toDouble(), values[2].toDouble()};
    }
    point->waits = waitTimesFromJson(details[waitsName].toObject());
    const auto errors = details[errorsName].toObject();
    for (auto error = errors.begin(); error != errors.end(); ++error) {
        if (const auto kind = errorKindFromName(error.key()))
            point->errors[static_cast<size_t>(*kind)] = error.value().toInt();
    }
}

} // namespace sluice
