// From our request to Qt's. Pure functions.
#pragma once

#include "fetch/fetchtypes.h"

#include <QNetworkRequest>

namespace sluice {

/// GET or HEAD of an http(s) address with a host, with headers that can be sent.
Result<void> checkRequest(const FetchRequest &request);

bool hasHeader(const RawHeaders &headers, QByteArrayView name);

/// With the default headers, and userinfo moved from the address into an Authorization header.
QNetworkRequest toNetworkRequest(const FetchRequest &request);

} // namespace sluice
