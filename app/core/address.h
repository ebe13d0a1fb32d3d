// From what a person typed to an address that may be fetched.
#pragma once

#include "core/result.h"

#include <QStringView>
#include <QUrl>

namespace sluice {

/// An http(s) address with a host, or an existing readable file (a path, relative to the current
/// folder, or file://). Surrounding white space is dropped, a fragment too: it is never sent.
/// The error names the reason in words that fit after "LIST:LINE: ".
Result<QUrl> parseAddress(QStringView text);

} // namespace sluice
