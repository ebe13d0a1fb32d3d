// Where a response sends us, and whether we go. Pure.
#pragma once

#include "fetch/fetchtypes.h"

#include <optional>

namespace sluice {

/// 301, 302, 303, 307 or 308.
bool isRedirect(int status);

/// Hops followed for one job; the caller counts.
inline constexpr int maxRedirects = 10;

/// The request that follows `response` to `request`; nothing when the response is no redirect (or names no
/// Location). An error of kind Protocol when it leads to anything but http(s), from https back to http, or from
/// the public network into this machine's own, unless the address that was typed is itself there.
/// Credentials (Authorization, Cookie, whatever has a secret's name, user and password of the address) stay behind
/// when scheme, host or port change. The deadlines of the result are those of `request`: the caller's to set.
Result<std::optional<FetchRequest>> redirectOf(const QUrl &typed, const FetchRequest &request,
                                               const FetchResponse &response);

} // namespace sluice
