#include "support/echoserver.h"

#include <QTcpSocket>

#include <sys/socket.h>

#include <optional>

namespace sluice::test {

namespace {

QByteArray field(const QByteArray &head, const QByteArray &name)
{
    const auto lines = head.split('\n');
    for (const auto &line : lines) {
        if (line.toLower().startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

/// The chunks at the front of `coded` put together; nothing while the last one is missing.
std::optional<QByteArray> takeChunks(QByteArray *coded)
{
    QByteArray body;
    qsizetype at = 0;
    while (true) {
        const auto line = coded->indexOf("\r\n", at);
        if (line < 0)
            return {};
        const auto size = coded->mid(at, line - at).toLongLong(nullptr, 16);
        const auto next = line + 2 + size + 2;
        if (next > coded->size())
            return {};
        body += coded->mid(line + 2, size);
        at = next;
        if (size == 0)
            break;
    }
    coded->remove(0, at);
    return body;
}

/// The request at the front of `pending`; nothing while it is not whole.
std::optional<EchoServer::Request> takeRequest(QByteArray *pending)
{
    const auto end = pending->indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    const auto head = pending->left(end + 4);
    const bool chunked = field(head, "transfer-encoding") == "chunked";
    const auto length = field(head, "content-length").toLongLong();
    if (chunked ? !pending->endsWith("0\r\n\r\n") : pending->size() < head.size() + length)
        return {}; // not worth taking apart yet
    auto rest = pending->mid(head.size());
    std::optional<QByteArray> body;
    if (chunked) {
        body = takeChunks(&rest);
    } else {
        body = rest.left(length);
        rest.remove(0, length);
    }
    if (!body)
        return {};
    *pending = rest;
    return EchoServer::Request{head, *body};
}

} // namespace

EchoServer::EchoServer()
{
    const bool listening = listen(QHostAddress::LocalHost);
    Q_ASSERT(listening);
}

QUrl EchoServer::url(const QByteArray &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(QString::fromLatin1(path)));
}

void EchoServer::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    socket->setSocketDescriptor(descriptor);
    ++m_connections;
    m_peers.insert(socket, {});
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_peers.remove(socket);
        socket->deleteLater();
    });
}

void EchoServer::read(QTcpSocket *socket)
{
    const auto found = m_peers.find(socket);
    if (found == m_peers.end())
        return;
    auto &peer = found.value();
    peer.pending += socket->readAll();
    while (!peer.pending.isEmpty()) {
        if (peer.isUsed && !std::exchange(peer.isDecided, true))
            peer.fate = m_fate();
        if (peer.fate == Fate::Reset) {
            m_dropped.push_back({peer.pending, {}});
            drop(socket, Fate::Reset);
            return;
        }
        const auto request = takeRequest(&peer.pending);
        if (!request)
            return;
        if (peer.fate == Fate::Close) {
            m_dropped.push_back(*request);
            drop(socket, Fate::Close);
            return;
        }
        m_requests.push_back(*request);
        peer.isUsed = true;
        peer.isDecided = false;
        answer(socket, *request);
    }
}

void EchoServer::drop(QTcpSocket *socket, Fate fate)
{
    m_peers.remove(socket);
    if (fate == Fate::Reset) {
        const linger none{1, 0}; // close() sends RST
        ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
        socket->abort();
    } else {
        socket->disconnectFromHost();
    }
}

void EchoServer::answer(QTcpSocket *socket, const Request &request)
{
    socket->write("HTTP/1.1 200 OK\r\nX-Verb: " + request.verb() +
                  "\r\nContent-Length: " + QByteArray::number(request.body.size()) + "\r\n\r\n");
    socket->write(request.body);
}

} // namespace sluice::test
