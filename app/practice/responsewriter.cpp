#include "practice/responsewriter.h"

#include <QFutureWatcher>
#include <QTcpSocket>

#include <utility>

namespace sluice {

namespace {

constexpr qsizetype blockSize = 64 * 1024;
constexpr int blocksPerTurn = 16; // then the other connections have their turn

} // namespace

ResponseWriter::ResponseWriter(QTcpSocket *socket) : m_socket(socket)
{
    connect(socket, &QTcpSocket::bytesWritten, this, &ResponseWriter::written);
}

void ResponseWriter::start(Response response, Form form)
{
    m_state = State::Waiting;
    m_response = std::move(response);
    m_form = form;
    if (m_response.later && m_response.later->data.isFinished()) {
        const auto later = *std::exchange(m_response.later, {});
        m_response = later.answer(later.data.resultCount() > 0 ? later.data.result() : QByteArray());
    }
    if (m_response.later)
        wait(*m_response.later);
    else if (m_response.delay > Duration::zero())
        waitFor(m_response.delay);
    else
        sendHead();
}

void ResponseWriter::stop()
{
    m_state = State::Idle;
    m_timer.stop();
}

void ResponseWriter::wait(const Response::Later &later)
{
    auto *watcher = new QFutureWatcher<QByteArray>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (m_state == State::Waiting)
            start(std::move(m_response), m_form);
    });
    watcher->setFuture(later.data);
}

void ResponseWriter::waitFor(Duration span)
{
    const auto whole = std::chrono::ceil<std::chrono::milliseconds>(span);
    m_timer.start(static_cast<int>(whole.count()), Qt::PreciseTimer, this);
}

void ResponseWriter::timerEvent(QTimerEvent *)
{
    m_timer.stop();
    if (m_state == State::Waiting)
        sendHead();
    else if (m_state == State::Sending)
        sendBody();
}

void ResponseWriter::sendHead()
{
    switch (m_response.ending) {
    case Response::Ending::Never:
        return;
    case Response::Ending::Reset:
        return finish(End::Reset);
    case Response::Ending::Close:
        m_form.keepAlive = false;
        break;
    case Response::Ending::KeepAlive:
        break;
    }
    m_state = State::Sending;
    m_chunked = m_response.source && m_response.length < 0 && m_form.isHttp11;
    if (m_response.source && m_response.length < 0 && !m_form.isHttp11)
        m_form.keepAlive = false; // the close is what tells the end
    m_out.resize(0);
    appendHead(m_out, m_response, m_form.keepAlive, m_chunked);
    m_bodySent = 0;
    m_bodyDone = m_form.isHead || !statusHasBody(m_response.status) || !m_response.source;
    if (!m_form.isHead && statusHasBody(m_response.status) && !m_response.source)
        m_out += m_response.body;
    write();
    sendBody();
}

void ResponseWriter::sendBody()
{
    for (int block = 0; m_state == State::Sending && m_socket->bytesToWrite() == 0; ++block) {
        if (m_bodyDone)
            return finish(m_form.keepAlive ? End::KeepAlive : End::Close);
        if (const auto pause = m_response.source->pause(); pause > Duration::zero())
            return waitFor(pause);
        if (block == blocksPerTurn)
            return waitFor({});
        m_out.resize(blockSize);
        m_out.resize(m_response.source->read(m_out.data(), blockSize));
        m_bodySent += m_out.size();
        m_bodyDone = m_out.isEmpty() || m_bodySent == m_response.length;
        if (m_chunked)
            m_out = QByteArray::number(m_out.size(), 16) + "\r\n" + m_out + "\r\n";
        write();
    }
}

void ResponseWriter::write()
{
    m_writing = true;
    m_socket->write(m_out);
    m_socket->flush(); // now, so that the count of those in flight falls before anyone can act on the answer
    m_writing = false;
}

void ResponseWriter::written()
{
    if (!m_writing && m_state == State::Sending && !m_timer.isActive())
        sendBody();
}

void ResponseWriter::finish(End end)
{
    m_state = State::Idle;
    m_response = Response();
    Q_EMIT finished(end);
}

} // namespace sluice
