#include "practice/byterange.h"

#include <algorithm>

namespace sluice {

ByteRange parseRange(QByteArrayView field, qint64 size)
{
    using State = ByteRange::State;
    if (!field.startsWith("bytes=") || field.contains(','))
        return {};
    field = field.sliced(6);
    const auto dash = field.indexOf('-');
    const auto isDigit = [](char c) {
        return c >= '0' && c <= '9';
    };
    if (dash < 0 || field.size() < 2 || std::count_if(field.begin(), field.end(), isDigit) != field.size() - 1)
        return {};
    bool firstGiven = false;
    bool lastGiven = false;
    const qint64 first = field.first(dash).toLongLong(&firstGiven);
    const qint64 last = field.sliced(dash + 1).toLongLong(&lastGiven);
    if (!firstGiven) { // the last so many bytes
        const auto count = std::min(last, size);
        return {count > 0 ? State::Satisfiable : State::Unsatisfiable, size - count, count};
    }
    if (lastGiven && last < first)
        return {};
    if (first >= size)
        return {State::Unsatisfiable, 0, 0};
    return {State::Satisfiable, first, (lastGiven ? std::min(last, size - 1) : size - 1) - first + 1};
}

} // namespace sluice
