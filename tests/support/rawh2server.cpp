#include "support/rawh2server.h"

#include "support/selfsigned.h"

#include <QSslSocket>
#include <QtEndian>

#include <algorithm>

namespace sluice::test {

namespace {

enum FrameType : char { Data = 0, Headers = 1, RstStream = 3, Settings = 4, GoAway = 7 };
enum Flag : char { None = 0, Ack = 1, EndStream = 1, EndHeaders = 4 };
enum ErrorCode : quint32 { InternalError = 2, RefusedStream = 7 };

constexpr qsizetype prefaceSize = 24;
constexpr qsizetype frameHeadSize = 9;

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray frame(FrameType type, char flags, quint32 stream, const QByteArray &payload = {})
{
    return number(quint32(payload.size())).mid(1) + char(type) + flags + number(stream) + payload;
}

QByteArray okHead(quint32 stream)
{
    return frame(Headers, EndHeaders, stream, "\x88"); // :status 200, entry 8 of HPACK's static table
}

} // namespace

void RawH2Server::start()
{
    const bool listening = listen(QHostAddress::LocalHost);
    Q_ASSERT(listening);
}

void RawH2Server::setFates(std::vector<H2Fate> fates)
{
    m_fates = std::move(fates);
    std::reverse(m_fates.begin(), m_fates.end()); // the next one last
}

QUrl RawH2Server::url() const
{
    return QUrl(QStringLiteral("https://127.0.0.1:%1/it").arg(serverPort()));
}

void RawH2Server::incomingConnection(qintptr descriptor)
{
    auto *socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    ++m_connections;
    m_pending.insert(socket, {});
    connect(socket, &QSslSocket::encrypted, this, [socket] { socket->write(frame(Settings, None, 0)); });
    connect(socket, &QSslSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QSslSocket::disconnected, this, [this, socket] {
        m_pending.remove(socket);
        socket->deleteLater();
    });
    startSelfSigned(socket, {QByteArrayLiteral("h2")});
}

void RawH2Server::read(QSslSocket *socket)
{
    auto &pending = m_pending[socket];
    pending += socket->readAll();
    if (pending.startsWith("PRI")) {
        if (pending.size() < prefaceSize)
            return;
        pending.remove(0, prefaceSize);
    }
    while (pending.size() >= frameHeadSize) {
        const auto size = qFromBigEndian<quint32>(pending.constData()) >> 8;
        if (pending.size() < frameHeadSize + qsizetype(size))
            return;
        const auto stream = qFromBigEndian<quint32>(pending.constData() + 5);
        const char type = pending[3];
        const char flags = pending[4];
        pending.remove(0, frameHeadSize + qsizetype(size));
        takeFrame(socket, type, flags, stream);
        if (!m_pending.contains(socket))
            return;
    }
}

void RawH2Server::takeFrame(QSslSocket *socket, char type, char flags, quint32 stream)
{
    if (type == Settings && !(flags & Ack))
        socket->write(frame(Settings, Ack, 0));
    if (type != Headers)
        return;
    ++m_requests;
    auto fate = H2Fate::Answer;
    if (!m_fates.empty()) {
        fate = m_fates.back();
        m_fates.pop_back();
    }
    settle(socket, stream, fate);
}

void RawH2Server::settle(QSslSocket *socket, quint32 stream, H2Fate fate)
{
    const auto half = okHead(stream) + frame(Data, None, stream, m_body.left(m_body.size() / 2));
    switch (fate) {
    case H2Fate::Answer:
        socket->write(okHead(stream) + frame(Data, EndStream, stream, m_body));
        return;
    case H2Fate::Refuse:
        socket->write(frame(RstStream, None, stream, number(RefusedStream)));
        return;
    case H2Fate::Break:
        socket->write(frame(RstStream, None, stream, number(InternalError)));
        return;
    case H2Fate::BreakInBody:
        socket->write(half + frame(RstStream, None, stream, number(InternalError)));
        return;
    case H2Fate::GoAway:
        socket->write(frame(GoAway, None, 0, number(stream > 1 ? stream - 2 : 0) + number(0)));
        socket->disconnectFromHost();
        return;
    case H2Fate::Close:
        socket->disconnectFromHost();
        return;
    case H2Fate::CloseInBody:
        socket->write(half);
        socket->disconnectFromHost();
        return;
    case H2Fate::Hold:
        return;
    }
}

} // namespace sluice::test
