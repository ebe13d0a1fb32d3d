// From what a library says of a failed transfer to an error for a person. One pure function.
#pragma once

#include "core/error.h"

#include <QNetworkReply>

#include <optional>

namespace sluice {

struct TransferFault
{
    QString host; ///< as a person would write it: with the port where it is not the default one
    QNetworkReply::NetworkError error = QNetworkReply::UnknownNetworkError;
    std::optional<int> curlCode; ///< a CURLcode, from a CurlAccessManager
    int systemError = 0;         ///< errno, where known
    QString detail;              ///< the library's own words
    bool requestSent = false;
    qint64 received = 0;  ///< body bytes
    qint64 expected = -1; ///< the response's Content-Length; -1: it named none, or there was no response
};

Error transferError(const TransferFault &fault);

/// "<host> closed the connection before the body was complete (40 of 100 bytes)"; expected < 0: not known.
Error bodyCutShort(const QString &host, qint64 received, qint64 expected);

/// "example.org", "example.org:8080"
QString hostLabel(const QUrl &url);

} // namespace sluice
