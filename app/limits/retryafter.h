// What a server asks for when it is asked too much.
#pragma once

#include "core/duration.h"

#include <QByteArrayView>

#include <optional>

namespace sluice {

/// The value of a Retry-After header (RFC 9110, 10.2.3) as a span from `now`: whole seconds, or any of the three forms
/// of an HTTP date. Nothing when it is neither, and when the date has passed (a server with a wrong clock says nothing
/// of use: the caller's own backoff then applies). Spans beyond a century are given as a century.
std::optional<Duration> parseRetryAfter(QByteArrayView value, WallTime now);

} // namespace sluice
