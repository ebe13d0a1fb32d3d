// From any character set to UTF-8.
#pragma once

#include "async/canceltoken.h"
#include "core/result.h"
#include "processing/steps/encoding.h"

#include <QByteArray>

namespace sluice {

/// Valid UTF-8, whatever the bytes are: each byte (UTF-16: each pair) that means nothing becomes U+FFFD, and so does
/// U+0000, which many libraries would take for the end. The token is polled every 256 KiB. Fails with kind Step when
/// the C library of this system lacks the character set.
Result<QByteArray> toUtf8(QByteArrayView bytes, const Encoding &encoding, const CancelToken &token);

} // namespace sluice
