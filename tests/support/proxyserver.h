// Proxies to go through: HTTP (both ways) and SOCKS5.
#pragma once

#include <QHash>
#include <QTcpServer>

class QTcpSocket;

namespace sluice::test {

/// On a free loopback port, on the thread that made it. Lets everybody in, or with a user only that one
/// (name and password alike). Every name leads to 127.0.0.1.
class ProxyServer final : public QTcpServer
{
public:
    enum class Kind { HttpTunnel, Socks5 };
    explicit ProxyServer(Kind kind, QByteArray user = {});

    int tunnels() const { return m_tunnels; }
    const QByteArray &lastTarget() const { return m_lastTarget; } ///< host:port, as asked for

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    enum class Stage { Greeting, Password, Request, Connected };
    struct Client
    {
        Stage stage = Stage::Greeting;
        QByteArray pending;
        QTcpSocket *server = nullptr;
    };
    void read(QTcpSocket *socket);
    bool takeStep(QTcpSocket *socket, Client &client); ///< false: more bytes are needed, or all is said
    bool takeConnect(QTcpSocket *socket, Client &client);
    bool takeGreeting(QTcpSocket *socket, Client &client);
    bool takePassword(QTcpSocket *socket, Client &client);
    bool takeSocksRequest(QTcpSocket *socket, Client &client);
    void connectTo(QTcpSocket *socket, Client &client, quint16 port, const QByteArray &welcome);

    Kind m_kind;
    QByteArray m_user;
    int m_tunnels = 0;
    QByteArray m_lastTarget;
    QHash<QTcpSocket *, Client> m_clients;
};

} // namespace sluice::test
