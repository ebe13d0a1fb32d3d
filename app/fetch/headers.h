// Request headers as people give them.
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QStringView>

#include <utility>

namespace sluice {

/// "Name: value". The name is a token of RFC 9110, the value has no control characters (tab excepted) and is sent as
/// UTF-8. Headers that frame the message (Content-Length, Transfer-Encoding) are not for people to set.
Result<std::pair<QByteArray, QByteArray>> parseHeader(QStringView text);

/// Whether a header's name says that its value proves who somebody is: not for another host, not for a file.
bool isCredentialHeader(QByteArrayView name);

/// A token of RFC 9110, as are the names of headers and methods.
bool isToken(QByteArrayView name);

/// No control characters but tab: nothing that would become a line of its own.
bool isFieldValue(QByteArrayView value);

/// The same rules, for headers from elsewhere.
bool isSendableHeader(QByteArrayView name, QByteArrayView value);

} // namespace sluice
