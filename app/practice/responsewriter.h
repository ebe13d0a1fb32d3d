// Carries a response out on a socket.
#pragma once

#include "practice/response.h"

#include <QBasicTimer>
#include <QObject>

class QTcpSocket;

namespace sluice {

/// One response at a time, on the socket's thread. Holds no more of a body than one block.
class ResponseWriter final : public QObject
{
    Q_OBJECT

public:
    /// What of the request matters to the form of its answer.
    struct Form
    {
        bool isHead = false;
        bool isHttp11 = true;
        bool keepAlive = true;
    };
    enum class End { KeepAlive, Close, Reset };

    explicit ResponseWriter(QTcpSocket *socket);

    void start(Response response, Form form);
    /// Drops what is in hand; finished() will not come.
    void stop();

Q_SIGNALS:
    /// The kernel has all of it. May come from inside start().
    void finished(sluice::ResponseWriter::End end);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class State { Idle, Waiting, Sending };

    void wait(const Response::Later &later);
    void waitFor(Duration span);
    void sendHead();
    void sendBody();
    void write();
    void written();
    void finish(End end);

    QTcpSocket *m_socket;
    State m_state = State::Idle;
    Response m_response;
    Form m_form;
    bool m_chunked = false;
    bool m_bodyDone = false;
    bool m_writing = false; ///< write() is on the stack
    qint64 m_bodySent = 0;
    QByteArray m_out;
    QBasicTimer m_timer;
};

} // namespace sluice
