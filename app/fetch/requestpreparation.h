// From our request to Qt's. Pure functions.
#pragma once

#include "fetch/fetchtypes.h"

#include <QNetworkRequest>

namespace sluice {

/// GET or HEAD of an http(s) address with a host, with headers that can be sent.
Result<void> checkRequest(const FetchRequest &request);

bool hasHeader(const RawHeaders &headers, QByteArrayView name);

/// These headers and the default ones, no address.
QNetworkRequest commonRequest(const RawHeaders &headers);

/// The address, its userinfo moved into an Authorization header where there is none.
void setAddress(QNetworkRequest *request, const QUrl &url);

} // namespace sluice
