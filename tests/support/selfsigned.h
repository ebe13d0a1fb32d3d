// A certificate nobody trusts of their own accord.
#pragma once

#include <QByteArray>
#include <QByteArrayList>

class QSslSocket;

namespace sluice::test {

/// For "localhost" and 127.0.0.1, made for this process. PEM; whoever takes it for an authority trusts it.
QByteArray selfSignedCertificate();
QByteArray selfSignedKey();

/// Begins a TLS handshake as the server, with these, and with these protocols to choose from (ALPN).
void startSelfSigned(QSslSocket *socket, const QByteArrayList &protocols = {});

} // namespace sluice::test
