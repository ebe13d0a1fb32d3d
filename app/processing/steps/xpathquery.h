// An XPath 1.0 query and its answers.
#pragma once

#include "processing/steps/documenttree.h"

#include <libxml/xpath.h>

#include <memory>

namespace sluice {

struct FreeAnswer
{
    void operator()(xmlXPathObject *answer) const { xmlXPathFreeObject(answer); }
};

/// A node set (in the order of the document), a string, a number or a boolean.
using XPathAnswer = std::unique_ptr<xmlXPathObject, FreeAnswer>;

/// Why this is not an XPath 1.0 query, in words that fit after "is not a valid query: "; empty when it is one. Unknown
/// functions and variables count, where they would be met in an empty document; prefixes are the document's business.
QString flawOf(const QString &query);

/// Asks it of the whole document; the context node is the root's parent. Prefixes are those that the root element
/// declares. Fails when the query needs more than 100 million operations, or five seconds of this thread's processor
/// time in functions on texts; the token is polled there too. The answer must not outlive the document.
Result<XPathAnswer> ask(const DocumentTree &document, const QString &query, const CancelToken &token);

} // namespace sluice
