// What a CurlAccessManager's reply tells beyond Qt's own attributes.
#pragma once

#include <QNetworkRequest>

namespace sluice::CurlAttribute {

/// int: the CURLcode of the transfer. Set when it ended by itself; absent after abort() and from other managers.
inline constexpr auto Code = QNetworkRequest::Attribute(QNetworkRequest::User + 1);
/// int: errno of the system call that failed, where one did.
inline constexpr auto SystemError = QNetworkRequest::Attribute(QNetworkRequest::User + 2);
/// PhaseTimings: set when the transfer ended, by abort() too. Gap-free; a phase that was not reached is zero.
inline constexpr auto Timings = QNetworkRequest::Attribute(QNetworkRequest::User + 3);
/// bool: no new connection was opened for this request.
inline constexpr auto ConnectionReused = QNetworkRequest::Attribute(QNetworkRequest::User + 4);
/// QString: the server's IP address as text; empty when there was no connection.
inline constexpr auto RemoteAddress = QNetworkRequest::Attribute(QNetworkRequest::User + 5);
/// QByteArray: "1.0", "1.1" or "2"; empty when no response came.
inline constexpr auto HttpVersion = QNetworkRequest::Attribute(QNetworkRequest::User + 6);

/// QByteArray: the response's fields as they came, "Name: value\r\n" lines. Set with metaDataChanged().
inline constexpr auto HeaderLines = QNetworkRequest::Attribute(QNetworkRequest::User + 7);

/// qint64: header and body bytes of HTTP as they came over the connection, before any decoding (over HTTP/2, headers as
/// if not compressed), all that libcurl repeated included. Set when the transfer ended, by abort() too, and not with
/// HeaderLinesOnly.
inline constexpr auto BytesReceived = QNetworkRequest::Attribute(QNetworkRequest::User + 8);
/// qint64: the same of the request.
inline constexpr auto BytesSent = QNetworkRequest::Attribute(QNetworkRequest::User + 9);

/// bool, of a request: HeaderLines is all that is wanted of the fields. rawHeader(), header() and the like of the reply
/// then know none, which saves 7 % of the work for a small body.
inline constexpr auto HeaderLinesOnly = QNetworkRequest::Attribute(QNetworkRequest::User + 20);

} // namespace sluice::CurlAttribute
