// What a page links to.
#pragma once

#include "processing/steps/documenttree.h"
#include "processing/steps/linkkind.h"

#include <QJsonArray>
#include <QUrl>

namespace sluice {

struct PageLinks
{
    QStringList addresses{}; ///< http and https, absolute, encoded, each once, without a fragment; as the page has them
    QString title{};         ///< white space collapsed, 1000 characters at most; null when there is none
};

/// Links are relative to the first <base href>, itself relative to `address`. Those within the page (#…), those longer
/// than 8 kB and those that are no addresses are passed over; so are those to another host when sameHost is set.
/// Fails when they come to more than 64 MiB.
Result<PageLinks> pageLinks(const DocumentTree &document, const QUrl &address, LinkKind kind, bool sameHost,
                            const CancelToken &token);

} // namespace sluice
