// From a path to an answer.
#pragma once

#include "practice/httprequest.h"
#include "practice/response.h"

#include <QByteArray>
#include <QHash>

#include <functional>
#include <vector>

namespace sluice {

/// What a route gets to see.
struct RouteRequest
{
    const HttpRequest &http;
    QByteArrayView rest; ///< the path behind "/NAME/"
    TimePoint now{};

    QByteArrayView query(QByteArrayView name) const { return queryValue(http.query, name); }
    /// The number behind `name` in the query, or `fallback` if it is absent or not a number within the range.
    double queryNumber(QByteArrayView name, double fallback, double least, double most) const;
    qint64 queryInteger(QByteArrayView name, qint64 fallback, qint64 least, qint64 most) const;
    /// The whole rest of the path as a number within the range.
    std::optional<double> number(double least, double most) const;
    std::optional<qint64> integer(qint64 least, qint64 most) const;
};

/// Routes are chosen by the first segment of the path.
class RouteTable
{
public:
    using Handler = std::function<Response(const RouteRequest &)>;

    RouteTable();
    Q_DISABLE_COPY_MOVE(RouteTable)
    /// `usage` is how an address of it looks, without the slash: "delay/S"; its beginning up to the first / or ? is the
    /// name.
    void add(QByteArray usage, QByteArray explanation, const Handler &handler);
    Response handle(const HttpRequest &request, TimePoint now) const;

private:
    struct Line
    {
        QByteArray usage;
        QByteArray explanation;
    };

    Response index() const;

    QHash<QByteArray, Handler> m_handlers;
    std::vector<Line> m_lines;
};

/// 400 with a sentence that shows how the route is used.
Response wrongUse(QByteArray sentence);

} // namespace sluice
