// The tree of a page or an XML document, read without touching disk or network.
#pragma once

#include "async/canceltoken.h"
#include "core/result.h"
#include "processing/steps/markup.h"

#include <libxml/tree.h>

#include <memory>

namespace sluice {

struct FreeDocument
{
    void operator()(xmlDoc *document) const { xmlFreeDoc(document); }
};

/// Has a root element. Elements are at most 257 deep, which bounds whoever recurses.
using DocumentTree = std::unique_ptr<xmlDoc, FreeDocument>;

/// What is read of pages and XML at most: 64 MiB of UTF-8, for a tree takes many times as much memory.
constexpr qint64 mostMarkupBytes = qint64(64) << 20;

/// Html: as forgiving as a browser, nearly. Xml: must be well-formed, namespaces apart. Whatever the document names
/// stays where it is: no DTD, entity, stylesheet or inclusion is loaded. XML that declares entities or default values
/// of attributes is refused (harmless ones too: a few lines of them can expand to terabytes), and so is nesting over
/// 256 levels, more than 2 million elements and attributes, a text of more than 10 MB in one piece, and a tag with
/// thousands of attributes. `markup` is not None. The token is polled every 4 kB.
Result<DocumentTree> parsedDocument(QByteArrayView utf8, Markup markup, const CancelToken &token);

} // namespace sluice
