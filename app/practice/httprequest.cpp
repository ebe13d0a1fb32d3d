#include "practice/httprequest.h"

namespace sluice {

QByteArrayView HttpRequest::field(QByteArrayView name) const
{
    QByteArrayView rest = fields;
    while (!rest.isEmpty()) {
        auto end = rest.indexOf('\n');
        if (end < 0)
            end = rest.size();
        const QByteArrayView line = rest.first(end);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            line.first(name.size()).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(name.size() + 1).trimmed();
        rest = rest.sliced(qMin(end + 1, rest.size()));
    }
    return {};
}

QByteArrayView queryValue(QByteArrayView query, QByteArrayView name)
{
    while (!query.isEmpty()) {
        auto end = query.indexOf('&');
        if (end < 0)
            end = query.size();
        const QByteArrayView pair = query.first(end);
        if (pair.startsWith(name) && pair.size() > name.size() && pair[name.size()] == '=')
            return pair.sliced(name.size() + 1);
        query = query.sliced(qMin(end + 1, query.size()));
    }
    return {};
}

} // namespace sluice
