// Accepts connections and gets rid of those nobody uses.
#pragma once

#include "practice/connection.h"

#include <QBasicTimer>
#include <QSet>
#include <QTcpServer>

namespace sluice {

/// Lives on one thread, as do its connections.
class HttpServer final : public QTcpServer
{
    Q_OBJECT

public:
    HttpServer(Connection::Shared shared, Duration idleLimit);
    ~HttpServer() override;

    /// 127.0.0.1 only; port 0 takes a free one.
    bool listenOnLoopback(quint16 port);
    qsizetype openConnections() const { return m_connections.size(); }

protected:
    void incomingConnection(qintptr descriptor) override;
    void timerEvent(QTimerEvent *event) override;

private:
    Connection::Shared m_shared;
    Duration m_idleLimit;
    QSet<Connection *> m_connections;
    QBasicTimer m_sweep;
};

} // namespace sluice
