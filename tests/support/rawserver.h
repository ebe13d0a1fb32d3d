// A server that does exactly what a test says, valid HTTP or not.
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <vector>

namespace sluice::test {

/// What follows the bytes of an answer.
enum class Then {
    KeepAlive, ///< the next request may come
    Close,     ///< orderly end
    Reset,     ///< RST
    Hold,      ///< nothing, until RawServer::send()
};

struct RawAnswer
{
    QByteArray bytes;
    Then then = Then::KeepAlive;
};

/// "HTTP/1.1 200 OK" with this body, its length and any further header lines (each ending in \r\n).
RawAnswer okAnswer(const QByteArray &body, const QByteArray &moreHeaders = {});

/// Listens on a free loopback port, on the thread that made it. Reads each request's head and gives the answer
/// set for its path, else 404. With TLS it shows a certificate nobody trusts.
class RawServer final : public QTcpServer
{
public:
    enum class Security { Plain, SelfSigned };
    explicit RawServer(Security security = Security::Plain);

    void answer(const QByteArray &path, RawAnswer answer) { m_answers[path] = std::move(answer); }
    /// Only accepts connections: no request is read, no TLS handshake answered.
    void setSilent(bool silent) { m_silent = silent; }

    /// More bytes to the connections on hold, and what then.
    void send(const QByteArray &bytes, Then then = Then::Hold);

    QUrl url(const QByteArray &path) const;
    int connections() const { return m_connections; }
    int openConnections() const { return int(m_sockets.size()); }
    const std::vector<QByteArray> &requests() const { return m_requests; } ///< heads, as received

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void read(QTcpSocket *socket);
    void finish(QTcpSocket *socket, Then then);

    Security m_security;
    bool m_silent = false;
    int m_connections = 0;
    QHash<QByteArray, RawAnswer> m_answers;
    QHash<QTcpSocket *, QByteArray> m_sockets; // and what they have sent of the next head
    std::vector<QTcpSocket *> m_held;
    std::vector<QByteArray> m_requests;
};

} // namespace sluice::test
