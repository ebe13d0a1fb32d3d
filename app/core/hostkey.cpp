#include "core/hostkey.h"

#include <QUrl>

namespace sluice {

HostKey HostKey::of(const QUrl &url)
{
    if (url.isLocalFile())
        return {QStringLiteral("file:")};
    const auto scheme = url.scheme();
    const int defaultPort = scheme == QLatin1StringView("https") ? 443 : 80;
    auto host = url.host(QUrl::FullyEncoded);
    if (host.contains(u':')) // IPv6: without its brackets [::1]:8080 and [::1:8080] would be one
        host = u'[' + host + u']';
    auto name = scheme + QLatin1StringView("://") + host;
    if (const int port = url.port(defaultPort); port != defaultPort)
        name += QLatin1Char(':') + QString::number(port);
    return {name};
}

} // namespace sluice
