#include "core/hostkey.h"

#include <QUrl>

namespace sluice {

HostKey HostKey::of(const QUrl &url)
{
    if (url.isLocalFile())
        return {QStringLiteral("file:")};
    const auto scheme = url.scheme();
    const int defaultPort = scheme == QLatin1StringView("https") ? 443 : 80;
    auto name = scheme + QLatin1StringView("://") + url.host(QUrl::FullyEncoded);
    if (const int port = url.port(defaultPort); port != defaultPort)
        name += QLatin1Char(':') + QString::number(port);
    return {name};
}

} // namespace sluice
