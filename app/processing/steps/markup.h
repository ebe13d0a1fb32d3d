// Whether a body is a page, XML or neither.
#pragma once

#include "core/result.h"
#include "processing/body.h"
#include "processing/steps/charset.h"

namespace sluice {

enum class Markup { None, Html, Xml };

/// As the server says: text/html and XHTML are Html; text/xml, application/xml and …+xml are Xml; other types None.
/// Of a body without a type, or one that says nothing (application/octet-stream), the beginning decides: a page has the
/// document type of one or begins with an element of HTML; what is declared as XML, or begins with another, is XML.
Markup markupOf(const QString &contentType, QByteArrayView utf8);

/// The type alone, in lower case: "text/html" of "Text/HTML; charset=utf-8".
QString mediaTypeOf(const QString &contentType);

/// A body as text, and what kind of text that is.
struct TextBody
{
    DecodedText text;
    Markup markup = Markup::None;
};

/// Fails when the body holds more than mostBytes or is binary data.
Result<TextBody> textBodyOf(const Body &body, qint64 mostBytes, const CancelToken &token);

} // namespace sluice
