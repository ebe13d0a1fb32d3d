// What a response must be, beyond what the libraries insist on. Pure functions.
#pragma once

#include "fetch/fetchtypes.h"

#include <optional>

namespace sluice {

/// Bodies of these come with no bytes, whatever their headers say.
bool isBodiless(QByteArrayView method, int status);

/// The length of the body on the wire: nothing when it is not named or the body is chunked; an error when it is
/// no number or there are several that differ.
Result<std::optional<qint64>> contentLength(const FetchResponse &response, const QUrl &url);

/// A status from 200 to 599.
Result<void> checkStatus(const FetchResponse &response, const QUrl &url);

/// Qt 6.4 gives a header block it could not parse out as a success without any header.
Result<void> checkHeadersParsed(const FetchResponse &response, const QUrl &url);

} // namespace sluice
