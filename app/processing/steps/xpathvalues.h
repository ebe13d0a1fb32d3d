// The answers of an XPath query as values of a column.
#pragma once

#include "processing/steps/nodeform.h"
#include "processing/steps/xpathquery.h"

#include <QJsonValue>

namespace sluice {

/// The first answer (null when there is none), or an array of all. Numbers and booleans stay what they are; what is no
/// number becomes null. Fails when they come to more than 16 MiB.
Result<QJsonValue> valueOf(const XPathAnswer &answer, const DocumentTree &document, NodeForm form, bool all,
                           const CancelToken &token);

} // namespace sluice
