// One client's connection.
#pragma once

#include "practice/responsewriter.h"

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>

namespace sluice {

class Clock;
class RouteTable;
class ServerCounts;
struct HttpRequest;

/// Reads requests and answers them one after the other, in order, on the thread it was made on. It reads on only
/// when an answer is out, so a client that does not read cannot make it hold more than a few hundred KiB.
/// Emits closed() once, at its end; its owner then deletes it later.
class Connection final : public QObject
{
    Q_OBJECT

public:
    /// What is shared by all connections and outlives them.
    struct Shared
    {
        const RouteTable *routes = nullptr;
        ServerCounts *counts = nullptr;
        const Clock *clock = nullptr;
    };

    Connection(qintptr descriptor, Shared shared, QObject *parent);
    ~Connection() override;

    /// Closes it if the client has kept still for that long: between two requests, or while it should read.
    void closeIfIdle(Duration limit);

Q_SIGNALS:
    void closed();

private:
    enum class State {
        Reading,  ///< waiting for a request
        Serving,  ///< a request is being answered
        Draining, ///< our side is shut; what the client still sends is thrown away, lest a reset destroy the answer
        Closed,
    };

    void received();
    bool readMore();
    void serveBuffered();
    bool skipRequestBody();
    void serve(const HttpRequest &request);
    void refuse(int status, const char *reason);
    void answered(ResponseWriter::End end);
    void progressed();
    void uncount();
    void reset();
    void close();

    QTcpSocket m_socket;
    ResponseWriter m_writer;
    Shared m_shared;
    State m_state = State::Reading;
    QByteArray m_in;
    qsizetype m_inPos = 0;    ///< everything before it is done with
    qint64 m_requestBody = 0; ///< bytes of the last request's body that are still to come and not wanted
    bool m_serving = false;   ///< serveBuffered() is on the stack
    bool m_counted = false;   ///< the request in hand is in the counts
    TimePoint m_lastProgress{};
};

} // namespace sluice
