#include "core/waitjson.h"

#include <charconv>

namespace sluice {

/// Written by hand, for every attempt has one and QJsonObject is a heap of small pieces.
QByteArray inMicroseconds(const WaitTimes &waits)
{
    QByteArray json;
    json.reserve(192);
    for (const auto reason : allWaitReasons) {
        if (waits.of(reason) <= Duration::zero())
            continue;
        const auto name = waitReasonName(reason);
        json.append(json.isEmpty() ? "{\"" : ",\"").append(name.data(), name.size()).append("\":");
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), waits.of(reason).count()).ptr;
        json.append(digits.data(), end - digits.data());
    }
    return json.isEmpty() ? json : json.append('}');
}

WaitTimes waitTimesFromJson(const QJsonObject &microseconds)
{
    WaitTimes times;
    for (auto span = microseconds.begin(); span != microseconds.end(); ++span) {
        if (const auto reason = waitReasonFromName(span.key()))
            times.add(*reason, Duration(span.value().toInteger()));
    }
    return times;
}

} // namespace sluice
