// File names from the network: hostile until proven otherwise. Pure.
#pragma once

#include <QString>
#include <QUrl>

namespace sluice {

/// One path component that is safe on every common file system and in a shell: no separators, control or
/// bidirectional characters, none of : * ? " < > |, no leading dot, tilde, dash or space, no trailing dot or space, no
/// device name of Windows, composed (NFC), at most 180 bytes of UTF-8 with the extension kept. `fallback` when
/// nothing is left.
QString safeFileName(const QString &raw, const QString &fallback);

/// The last component of the path, percent-decoded once, made safe.
QString fileNameFromUrl(const QUrl &url, const QString &fallback);

/// "a.txt" -> "a (2).txt"; the name itself for 1.
QString numberedFileName(const QString &name, int number);

/// With the usual ending of what the file holds, in place of one that belongs to something else: "photo.png" of
/// image/jpeg -> "photo.jpeg", "rows.csv.gz" of text/csv -> "rows.csv", "page" of text/html -> "page.html". Unchanged
/// when the ending suits ("rows.csv" of text/plain) or the type is unknown. As safe as it was given.
QString nameWithSuffixFor(const QString &relativePath, const QString &contentType);

/// What the ending promises; empty when it is none that is known.
QString contentTypeOfName(const QString &name);

/// The extension without its dot; empty when there is none. "a.tar.gz" has "gz".
QString fileExtension(const QString &name);

} // namespace sluice
