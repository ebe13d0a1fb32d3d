#include "practice/routetable.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

std::optional<double> toNumber(QByteArrayView text, double least, double most)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    if (!ok || !std::isfinite(number) || number < least || number > most)
        return {};
    return number;
}

std::optional<qint64> toInteger(QByteArrayView text, qint64 least, qint64 most)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok || number < least || number > most)
        return {};
    return number;
}

} // namespace

double RouteRequest::queryNumber(QByteArrayView name, double fallback, double least, double most) const
{
    return toNumber(query(name), least, most).value_or(fallback);
}

qint64 RouteRequest::queryInteger(QByteArrayView name, qint64 fallback, qint64 least, qint64 most) const
{
    return toInteger(query(name), least, most).value_or(fallback);
}

std::optional<double> RouteRequest::number(double least, double most) const
{
    return toNumber(rest, least, most);
}

std::optional<qint64> RouteRequest::integer(qint64 least, qint64 most) const
{
    return toInteger(rest, least, most);
}

RouteTable::RouteTable()
{
    m_handlers.insert(QByteArray(""), [this](const RouteRequest &) { return index(); });
}

void RouteTable::add(QByteArray usage, QByteArray explanation, const Handler &handler)
{
    const auto nameEnd = std::find_if(usage.cbegin(), usage.cend(), [](char c) { return c == '/' || c == '?'; });
    m_handlers.insert(usage.first(nameEnd - usage.cbegin()), handler);
    m_lines.push_back({std::move(usage), std::move(explanation)});
}

Response RouteTable::handle(const HttpRequest &request, TimePoint now) const
{
    const auto path = request.path.sliced(1);
    const auto slash = path.indexOf('/');
    const auto name = slash < 0 ? path : path.first(slash);
    const auto found = m_handlers.constFind(QByteArray::fromRawData(name.data(), name.size()));
    if (found == m_handlers.constEnd())
        return Response::text(404, "There is no such path here. / lists those there are.");
    return found.value()({request, slash < 0 ? QByteArrayView() : path.sliced(slash + 1), now});
}

Response RouteTable::index() const
{
    Response response;
    response.contentType = "text/html; charset=utf-8";
    response.body = "<!doctype html>\n<html lang=\"en\"><head><title>Practice server</title></head><body>\n"
                    "<h1>Practice server</h1>\n<table>\n";
    for (const auto &line : m_lines)
        response.body += "<tr><td><code>/" + line.usage + "</code></td><td>" + line.explanation + "</td></tr>\n";
    response.body += "</table>\n</body></html>\n";
    return response;
}

Response wrongUse(QByteArray sentence)
{
    return Response::text(400, std::move(sentence));
}

} // namespace sluice
