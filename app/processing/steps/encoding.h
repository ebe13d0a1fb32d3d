// The character sets of the web.
#pragma once

#include <QByteArray>
#include <QString>

namespace sluice {

/// A character set, and what the C library calls its superset that browsers use for it.
struct Encoding
{
    const char *name;  ///< as people know it, e.g. "windows-1251"
    const char *iconv; ///< for iconv_open()

    QString displayName() const { return QString::fromLatin1(name); }
    bool isUtf8() const;
    bool isUtf16() const;
};

const Encoding *utf8Encoding();
/// What text is taken for when nothing else is known, as browsers do.
const Encoding *windows1252Encoding();

/// Knows the labels of the WHATWG Encoding Standard (but "x-user-defined" and "replacement") and the names that
/// libuchardet gives; in any case of letters. Null for others: what a server says never reaches iconv_open() as it is.
const Encoding *encodingOf(QByteArrayView label);

} // namespace sluice
