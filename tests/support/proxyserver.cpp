#include "support/proxyserver.h"

#include <QTcpSocket>
#include <QtEndian>

namespace sluice::test {

namespace {

constexpr char socksVersion = 5;
constexpr char withoutPassword = 0;
constexpr char byPassword = 2;
constexpr char byName = 3;

} // namespace

ProxyServer::ProxyServer(Kind kind, QByteArray user) : m_kind(kind), m_user(std::move(user))
{
    const bool listening = listen(QHostAddress::LocalHost);
    Q_ASSERT(listening);
}

void ProxyServer::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    socket->setSocketDescriptor(descriptor);
    m_clients.insert(socket, {});
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        if (auto *server = m_clients.take(socket).server)
            server->disconnectFromHost();
        socket->deleteLater();
    });
}

void ProxyServer::read(QTcpSocket *socket)
{
    const auto found = m_clients.find(socket);
    if (found == m_clients.end())
        return;
    auto &client = found.value();
    client.pending += socket->readAll();
    while (takeStep(socket, client)) {
    }
}

bool ProxyServer::takeStep(QTcpSocket *socket, Client &client)
{
    switch (client.stage) {
    case Stage::Greeting:
        return m_kind == Kind::HttpTunnel ? takeConnect(socket, client) : takeGreeting(socket, client);
    case Stage::Password:
        return takePassword(socket, client);
    case Stage::Request:
        return takeSocksRequest(socket, client);
    case Stage::Connected:
        client.server->write(std::exchange(client.pending, {}));
        return false;
    }
    Q_UNREACHABLE();
}

bool ProxyServer::takeConnect(QTcpSocket *socket, Client &client)
{
    const auto end = client.pending.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const auto head = client.pending.left(end);
    client.pending.remove(0, end + 4);
    const auto pair = (m_user + ':' + m_user).toBase64();
    if (!m_user.isEmpty() && !head.contains("Proxy-Authorization: Basic " + pair)) {
        socket->write("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        return true;
    }
    m_lastTarget = head.split(' ').value(1);
    connectTo(socket, client, m_lastTarget.split(':').value(1).toUShort(), "HTTP/1.1 200 Go\r\n\r\n");
    return true;
}

bool ProxyServer::takeGreeting(QTcpSocket *socket, Client &client)
{
    if (client.pending.size() < 2 || client.pending.size() < 2 + client.pending[1])
        return false;
    client.pending.remove(0, 2 + client.pending[1]);
    client.stage = m_user.isEmpty() ? Stage::Request : Stage::Password;
    socket->write(QByteArray(1, socksVersion) + (m_user.isEmpty() ? withoutPassword : byPassword));
    return true;
}

bool ProxyServer::takePassword(QTcpSocket *socket, Client &client)
{
    const auto wanted = char(1) + QByteArray(1, char(m_user.size())) + m_user + char(m_user.size()) + m_user;
    if (client.pending.size() < wanted.size())
        return false;
    const bool right = client.pending == wanted;
    client.pending.clear();
    client.stage = Stage::Request;
    socket->write(QByteArray(1, char(1)) + char(right ? 0 : 1));
    return true;
}

bool ProxyServer::takeSocksRequest(QTcpSocket *socket, Client &client)
{
    constexpr qsizetype fixed = 4; // version, command, nothing, kind of address
    const auto &pending = client.pending;
    if (pending.size() <= fixed)
        return false;
    const bool named = pending[3] == byName;
    const qsizetype begin = named ? fixed + 1 : fixed;
    const qsizetype length = named ? pending[4] : 4;
    if (pending.size() < begin + length + 2)
        return false;
    const auto host = named ? pending.mid(begin, length) : QByteArray("(address)");
    const auto port = qFromBigEndian<quint16>(pending.constData() + begin + length);
    client.pending.remove(0, begin + length + 2);
    m_lastTarget = host + ':' + QByteArray::number(port);
    connectTo(socket, client, port, QByteArray("\5\0\0\1\0\0\0\0\0\0", 10));
    return true;
}

void ProxyServer::connectTo(QTcpSocket *socket, Client &client, quint16 port, const QByteArray &welcome)
{
    ++m_tunnels;
    auto *server = new QTcpSocket(socket);
    client.server = server;
    client.stage = Stage::Connected;
    connect(server, &QTcpSocket::readyRead, socket, [socket, server] { socket->write(server->readAll()); });
    connect(server, &QTcpSocket::disconnected, socket, [socket] { socket->disconnectFromHost(); });
    server->connectToHost(QHostAddress::LocalHost, port);
    socket->write(welcome);
}

} // namespace sluice::test
