#include "fetch/headerlines.h"

#include <algorithm>

namespace sluice {

namespace {

/// Takes the first line off `rest`.
std::pair<QByteArrayView, QByteArrayView> nextField(QByteArrayView *rest)
{
    const auto end = rest->indexOf('\n');
    const auto line = rest->first(end < 0 ? rest->size() : end).trimmed();
    *rest = end < 0 ? QByteArrayView() : rest->sliced(end + 1);
    const auto colon = line.indexOf(':');
    if (colon <= 0)
        return {};
    return {line.first(colon), line.sliced(colon + 1).trimmed()};
}

bool isSame(QByteArrayView left, QByteArrayView right)
{
    return left.size() == right.size() && left.compare(right, Qt::CaseInsensitive) == 0;
}

} // namespace

void appendHeaderLine(QByteArray *lines, QByteArrayView name, QByteArrayView value)
{
    lines->append(name.trimmed()).append(": ").append(value.trimmed()).append("\r\n");
}

/// Asked several times for every response: looks at a name's length and end before its letters.
QByteArray headerValue(const QByteArray &lines, QByteArrayView name)
{
    QByteArray value;
    for (QByteArrayView rest(lines); !rest.empty();) {
        const bool found =
            rest.size() > name.size() && rest[name.size()] == ':' && isSame(rest.first(name.size()), name);
        const auto end = rest.indexOf('\n');
        const auto line = rest.first(end < 0 ? rest.size() : end);
        if (found)
            value.append(value.isNull() ? "" : ", ").append(line.sliced(name.size() + 1).trimmed());
        rest = rest.sliced(end < 0 ? rest.size() : end + 1);
    }
    return value;
}

RawHeaders headerFields(const QByteArray &lines)
{
    RawHeaders fields;
    for (QByteArrayView rest(lines); !rest.empty();) {
        const auto [name, value] = nextField(&rest);
        if (name.empty())
            continue;
        const auto known = std::find_if(fields.begin(), fields.end(),
                                        [name = name](const auto &field) { return isSame(field.first, name); });
        if (known == fields.end())
            fields.emplace_back(name.toByteArray(), value.empty() ? QByteArray("") : value.toByteArray());
        else
            known->second.append(isSame(name, "set-cookie") ? "\n" : ", ").append(value);
    }
    return fields;
}

} // namespace sluice
