// Which character set a body is written in, and its text.
#pragma once

#include "async/canceltoken.h"
#include "core/result.h"
#include "processing/steps/encoding.h"

#include <QByteArray>
#include <QString>

namespace sluice {

/// The first of these that names a character set we know: a byte order mark; the server (the charset of the content
/// type); the document's own head (a <meta>, or the encoding of an XML declaration, in the first 4 KiB; not of
/// text/plain); UTF-8 if all bytes are valid UTF-8; what libuchardet guesses; windows-1252.
const Encoding &detectedEncoding(QByteArrayView bytes, const QString &contentType);

struct DecodedText
{
    QByteArray utf8;   ///< valid, without a byte order mark and without U+0000
    QString charset{}; ///< what it was before
};

/// Fails when the first bytes are those of binary data, as the WHATWG MIME Sniffing Standard tells it.
Result<DecodedText> decodedText(const QByteArray &bytes, const QString &contentType, const CancelToken &token);

} // namespace sluice
