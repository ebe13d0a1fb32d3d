#include "core/waitjson.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace sluice {

constexpr size_t longestName = 16;
constexpr size_t longestSpan = longestName + 24; // with what JSON puts around it, and a number of 64 bits

/// Written by hand, for every attempt has one and QJsonObject is a heap of small pieces.
QByteArray inMicroseconds(const WaitTimes &waits)
{
    std::array<char, waitReasonCount * longestSpan + 1> json; // not filled first: most of it is never used
    auto *at = json.data();
    for (const auto reason : allWaitReasons) {
        if (waits.of(reason) <= Duration::zero())
            continue;
        const auto name = waitReasonName(reason);
        Q_ASSERT(name.size() <= qsizetype(longestName));
        *at = at == json.data() ? '{' : ',';
        *++at = '"';
        ++at;
        at = std::copy(name.begin(), name.end(), at);
        *at++ = '"';
        *at++ = ':';
        at = std::to_chars(at, json.data() + json.size(), waits.of(reason).count()).ptr;
    }
    if (at == json.data())
        return {};
    *at++ = '}';
    return QByteArray(json.data(), at - json.data());
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
