#include "support/rawserver.h"

#include "support/selfsigned.h"

#include <QSslSocket>

#include <sys/socket.h>

namespace sluice::test {

RawAnswer okAnswer(const QByteArray &body, const QByteArray &moreHeaders)
{
    return {"HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + moreHeaders + "\r\n" +
            body};
}

RawServer::RawServer(Security security) : m_security(security)
{
    const bool listening = listen(QHostAddress::LocalHost);
    Q_ASSERT(listening);
}

QUrl RawServer::url(const QByteArray &path) const
{
    const auto scheme = m_security == Security::Plain ? QStringLiteral("http") : QStringLiteral("https");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(serverPort()).arg(QString::fromLatin1(path)));
}

void RawServer::incomingConnection(qintptr descriptor)
{
    auto *socket = m_security == Security::Plain ? new QTcpSocket(this) : new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    ++m_connections;
    m_sockets.insert(socket, {});
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_sockets.remove(socket);
        std::erase(m_held, socket);
        socket->deleteLater();
    });
    if (m_silent)
        return;
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    if (m_security == Security::SelfSigned)
        startSelfSigned(static_cast<QSslSocket *>(socket));
}

void RawServer::read(QTcpSocket *socket)
{
    const auto pending = m_sockets.find(socket);
    if (pending == m_sockets.end())
        return;
    *pending += socket->readAll();
    const auto end = pending->indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const auto head = pending->left(end + 4);
    pending->remove(0, end + 4);
    m_requests.push_back(head);
    const auto path = head.split(' ').value(1);
    const RawAnswer missing{"HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\nnothing", Then::KeepAlive};
    const auto reply = m_answers.value(path, missing);
    socket->write(reply.bytes);
    finish(socket, reply.then);
}

void RawServer::finish(QTcpSocket *socket, Then then)
{
    switch (then) {
    case Then::KeepAlive:
        return;
    case Then::Close:
        socket->disconnectFromHost();
        return;
    case Then::Reset: {
        socket->flush();
        const linger none{1, 0}; // close() sends RST
        ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
        socket->abort();
        return;
    }
    case Then::Hold:
        m_held.push_back(socket);
        return;
    }
}

void RawServer::send(const QByteArray &bytes, Then then)
{
    const auto held = std::exchange(m_held, {});
    for (auto *socket : held) {
        socket->write(bytes);
        finish(socket, then);
    }
}

} // namespace sluice::test
