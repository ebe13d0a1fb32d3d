// The fields of a response in one piece of memory: "Name: value\r\n" lines, in the order of their arrival.
#pragma once

#include <QByteArray>

#include <utility>
#include <vector>

namespace sluice {

using RawHeaders = std::vector<std::pair<QByteArray, QByteArray>>;

/// Without the white space around name and value.
void appendHeaderLine(QByteArray *lines, QByteArrayView name, QByteArrayView value);

/// The name ignoring case; several of one name joined by ", "; empty if absent.
QByteArray headerValue(const QByteArray &lines, QByteArrayView name);

/// Fields of the same name joined by ", " (Set-Cookie: by a line feed, as Qt does).
RawHeaders headerFields(const QByteArray &lines);

} // namespace sluice
