#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace sluice {

/// Whose certificates a CurlAccessManager believes. By itself: what the system's authorities vouch for, and no other.
struct CurlTrust
{
    QByteArray authorities;        ///< PEM; believed beside the system's
    QSet<QString> unverifiedHosts; ///< as QUrl::host() has them; anybody may claim to be one of these
};

} // namespace sluice
