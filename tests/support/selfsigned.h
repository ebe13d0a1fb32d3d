// A certificate nobody trusts.
#pragma once

class QSslSocket;

namespace sluice::test {

/// Begins a TLS handshake as the server "localhost", with a key and a certificate made for this process.
void startSelfSigned(QSslSocket *socket);

} // namespace sluice::test
