// What a client asked for.
#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

namespace sluice {

/// One parsed request. Every view points into the buffer that was parsed: copy what must outlive the call.
struct HttpRequest
{
    QByteArrayView method;
    QByteArrayView target; ///< path and query, as sent
    QByteArrayView path;   ///< begins with a slash
    QByteArrayView query;  ///< without the question mark
    QByteArrayView fields; ///< the header lines
    qint64 contentLength = 0;
    bool isHttp11 = true;
    bool keepAlive = true;

    bool isHead() const { return method == QByteArrayView("HEAD"); }
    /// The first header field of that name (any case), trimmed; null if there is none.
    QByteArrayView field(QByteArrayView name) const;
};

/// The value of `name` in "a=1&b=2", as sent; null if there is none.
QByteArrayView queryValue(QByteArrayView query, QByteArrayView name);

} // namespace sluice
