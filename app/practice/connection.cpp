#include "practice/connection.h"

#include "core/clock.h"
#include "practice/requestparser.h"
#include "practice/routetable.h"
#include "practice/servercounts.h"

#include <sys/socket.h>

namespace sluice {

namespace {

constexpr qsizetype readAtOnce = 16 * 1024;

} // namespace

Connection::Connection(qintptr descriptor, Shared shared, QObject *parent)
    : QObject(parent), m_writer(&m_socket), m_shared(shared), m_lastProgress(shared.clock->now())
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &Connection::received);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &Connection::progressed);
    connect(&m_socket, &QTcpSocket::disconnected, this, &Connection::close);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &Connection::close);
    connect(&m_writer, &ResponseWriter::finished, this, &Connection::answered);
    m_socket.setReadBufferSize(2 * readAtOnce);
    m_socket.setSocketDescriptor(descriptor);
    m_socket.setSocketOption(QTcpSocket::LowDelayOption, 1);
}

Connection::~Connection()
{
    m_socket.disconnect(this);
    uncount();
}

void Connection::closeIfIdle(Duration limit)
{
    const bool clientsTurn = m_state != State::Serving || m_socket.bytesToWrite() > 0;
    const auto patience = m_state == State::Draining ? limit / 10 : limit;
    if (clientsTurn && m_shared.clock->now() - m_lastProgress >= patience)
        close();
}

void Connection::received()
{
    progressed();
    if (m_state == State::Reading)
        serveBuffered();
    else if (m_state == State::Draining)
        m_socket.skip(m_socket.bytesAvailable());
}

bool Connection::readMore()
{
    if (m_inPos > 0) {
        m_in.remove(0, m_inPos);
        m_inPos = 0;
    }
    const auto before = m_in.size();
    m_in.resize(before + readAtOnce);
    const auto count = m_socket.read(m_in.data() + before, readAtOnce);
    m_in.resize(before + qMax<qint64>(count, 0));
    return count > 0;
}

void Connection::serveBuffered()
{
    if (m_serving)
        return;
    m_serving = true;
    while (m_state == State::Reading && (m_inPos < m_in.size() || readMore())) {
        if (!skipRequestBody())
            continue;
        const auto parsed = parseRequest(QByteArrayView(m_in).sliced(m_inPos));
        if (parsed.state == ParsedRequest::State::Complete) {
            m_inPos += parsed.consumed;
            serve(parsed.request);
        } else if (parsed.state == ParsedRequest::State::Bad) {
            refuse(parsed.badStatus, parsed.reason);
        } else if (!readMore()) {
            break;
        }
    }
    m_serving = false;
}

bool Connection::skipRequestBody()
{
    const auto count = qMin<qint64>(m_requestBody, m_in.size() - m_inPos);
    m_inPos += count;
    m_requestBody -= count;
    return m_requestBody == 0 && m_inPos < m_in.size();
}

void Connection::serve(const HttpRequest &request)
{
    m_state = State::Serving;
    m_requestBody = request.contentLength;
    m_counted = request.path != QByteArrayView("/stats");
    if (m_counted)
        m_shared.counts->began(request.target);
    m_writer.start(m_shared.routes->handle(request, m_shared.clock->now()),
                   {request.isHead(), request.isHttp11, request.keepAlive});
}

void Connection::refuse(int status, const char *reason)
{
    m_state = State::Serving;
    m_writer.start(Response::text(status, reason), {.keepAlive = false});
}

void Connection::answered(ResponseWriter::End end)
{
    progressed();
    switch (end) {
    case ResponseWriter::End::KeepAlive:
        uncount();
        m_state = State::Reading;
        serveBuffered();
        break;
    case ResponseWriter::End::Close:
        uncount();
        m_state = State::Draining;
        ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR);
        m_socket.skip(m_socket.bytesAvailable());
        break;
    case ResponseWriter::End::Reset:
        reset();
        break;
    }
}

void Connection::progressed()
{
    m_lastProgress = m_shared.clock->now();
}

void Connection::uncount()
{
    if (m_counted)
        m_shared.counts->ended();
    m_counted = false;
}

void Connection::reset()
{
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    close();
}

void Connection::close()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_writer.stop();
    uncount();
    m_socket.abort();
    Q_EMIT closed();
}

} // namespace sluice
