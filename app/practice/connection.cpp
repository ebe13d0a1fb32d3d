#include "practice/connection.h"

#include "core/clock.h"
#include "practice/requestparser.h"
#include "practice/routetable.h"
#include "practice/servercounts.h"

#include <QFutureWatcher>
#include <QTimerEvent>

#include <array>

#include <sys/socket.h>

namespace sluice {

namespace {

constexpr qsizetype readAtOnce = 16 * 1024;
constexpr qsizetype writeAtOnce = 64 * 1024;
constexpr int blocksPerTurn = 16; // then the other connections have their turn

int timerMilliseconds(Duration span)
{
    return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(span).count());
}

} // namespace

Connection::Connection(qintptr descriptor, Shared shared, QObject *parent)
    : QObject(parent), m_shared(shared), m_lastProgress(shared.clock->now())
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &Connection::received);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &Connection::written);
    connect(&m_socket, &QTcpSocket::disconnected, this, &Connection::close);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &Connection::close);
    // Unbuffered: one read and one write per small request, no copy in between.
    m_socket.setSocketDescriptor(descriptor, QTcpSocket::ConnectedState,
                                 QTcpSocket::ReadWrite | QTcpSocket::Unbuffered);
    m_socket.setSocketOption(QTcpSocket::LowDelayOption, 1);
}

Connection::~Connection()
{
    m_socket.disconnect(this);
    if (m_counted)
        m_shared.counts->ended();
}

void Connection::closeIfIdle(Duration limit)
{
    const bool clientsTurn = m_state != State::Serving || m_socket.bytesToWrite() > 0;
    if (clientsTurn && m_shared.clock->now() - m_lastProgress >= limit)
        close();
}

void Connection::received()
{
    m_lastProgress = m_shared.clock->now();
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
        switch (parsed.state) {
        case ParsedRequest::State::Incomplete:
            if (readMore())
                continue;
            m_serving = false;
            return;
        case ParsedRequest::State::Bad:
            serveBad(parsed.badStatus, parsed.reason);
            break;
        case ParsedRequest::State::Complete:
            m_inPos += parsed.consumed;
            serve(parsed.request);
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

void Connection::serveBad(int status, const char *reason)
{
    m_state = State::Serving;
    m_keepAlive = false;
    m_isHead = false;
    answer(Response::text(status, reason));
}

void Connection::serve(const HttpRequest &request)
{
    m_state = State::Serving;
    m_requestBody = request.contentLength;
    m_isHead = request.isHead();
    m_isHttp11 = request.isHttp11;
    m_keepAlive = request.keepAlive;
    m_counted = request.path != QByteArrayView("/stats");
    if (m_counted)
        m_shared.counts->began(request.target);
    answer(m_shared.routes->handle(request, m_shared.clock->now()));
}

void Connection::answer(Response response)
{
    m_response = std::move(response);
    if (m_response.later && m_response.later->data.isFinished()) {
        const auto later = *m_response.later;
        m_response = later.answer(later.data.resultCount() > 0 ? later.data.result() : QByteArray());
    }
    if (m_response.later) {
        auto *watcher = new QFutureWatcher<QByteArray>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
            watcher->deleteLater();
            if (m_state == State::Serving)
                answer(std::move(m_response));
        });
        watcher->setFuture(m_response.later->data);
    } else if (m_response.delay > Duration::zero()) {
        m_timer.start(timerMilliseconds(m_response.delay), Qt::PreciseTimer, this);
    } else {
        send();
    }
}

void Connection::timerEvent(QTimerEvent *)
{
    m_timer.stop();
    if (m_state != State::Serving)
        return;
    if (m_out.isEmpty())
        send();
    else
        sendBody();
}

void Connection::send()
{
    switch (m_response.ending) {
    case Response::Ending::Never:
        return;
    case Response::Ending::Reset:
        return reset();
    case Response::Ending::Close:
        m_keepAlive = false;
        break;
    case Response::Ending::KeepAlive:
        break;
    }
    const bool hasBody = !m_isHead && statusHasBody(m_response.status);
    const bool lengthKnown = !m_response.source || m_response.length >= 0;
    m_chunked = !lengthKnown && m_isHttp11;
    if (!lengthKnown && !m_isHttp11)
        m_keepAlive = false; // the close is what tells the end
    m_out.resize(0);
    appendHead(m_out, m_response, m_keepAlive, m_chunked);
    m_sourceDone = !hasBody || !m_response.source;
    if (hasBody && !m_response.source)
        m_out += m_response.body;
    write();
    if (m_state != State::Serving)
        return;
    if (!m_sourceDone)
        sendBody();
    else if (m_socket.bytesToWrite() == 0)
        finishAnswer();
}

void Connection::sendBody()
{
    for (int block = 0; block < blocksPerTurn && m_state == State::Serving && m_socket.bytesToWrite() == 0; ++block) {
        if (const auto pause = m_response.source->pause(); pause > Duration::zero())
            return m_timer.start(timerMilliseconds(pause), Qt::PreciseTimer, this);
        m_out.resize(writeAtOnce);
        m_out.resize(m_response.source->read(m_out.data(), writeAtOnce));
        m_sourceDone = m_out.isEmpty();
        if (m_chunked)
            m_out = QByteArray::number(m_out.size(), 16) + "\r\n" + m_out + "\r\n";
        if (!m_out.isEmpty())
            write();
        if (m_sourceDone && m_state == State::Serving) {
            if (m_socket.bytesToWrite() == 0)
                finishAnswer();
            return;
        }
    }
    if (m_state == State::Serving && m_socket.bytesToWrite() == 0)
        m_timer.start(0, this);
}

void Connection::write()
{
    m_writing = true;
    m_socket.write(m_out);
    m_socket.flush(); // now, so that the count of those in flight falls before anyone can act on the answer
    m_writing = false;
}

void Connection::written()
{
    m_lastProgress = m_shared.clock->now();
    if (m_writing || m_state != State::Serving || m_socket.bytesToWrite() > 0 || m_timer.isActive())
        return;
    if (m_sourceDone)
        finishAnswer();
    else
        sendBody();
}

void Connection::finishAnswer()
{
    if (m_counted)
        m_shared.counts->ended();
    m_counted = false;
    m_response = Response();
    m_out.resize(0);
    m_lastProgress = m_shared.clock->now();
    if (m_keepAlive) {
        m_state = State::Reading;
        serveBuffered();
    } else {
        m_state = State::Draining;
        ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR);
    }
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
    m_timer.stop();
    if (m_counted)
        m_shared.counts->ended();
    m_counted = false;
    m_socket.abort();
    Q_EMIT closed();
}

} // namespace sluice
