#include "practice/httpserver.h"

#include "practice/servercounts.h"

#include <QHostAddress>

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

constexpr int backlog = 4096;
constexpr Duration longestSweep = std::chrono::seconds(2);

} // namespace

HttpServer::HttpServer(Connection::Shared shared, Duration idleLimit) : m_shared(shared), m_idleLimit(idleLimit)
{
    setListenBacklogSize(backlog);
}

HttpServer::~HttpServer()
{
    qDeleteAll(std::exchange(m_connections, {}));
}

bool HttpServer::listenOnLoopback(quint16 port)
{
    const auto sweep = std::chrono::duration_cast<std::chrono::milliseconds>(std::min(longestSweep, m_idleLimit / 4));
    m_sweep.start(static_cast<int>(sweep.count()), this);
    return listen(QHostAddress::LocalHost, port);
}

void HttpServer::incomingConnection(qintptr descriptor)
{
    auto *connection = new Connection(descriptor, m_shared, this);
    m_connections.insert(connection);
    m_shared.counts->connected();
    connect(connection, &Connection::closed, this, [this, connection] {
        m_connections.remove(connection);
        connection->deleteLater();
    });
}

void HttpServer::timerEvent(QTimerEvent *)
{
    const auto connections = m_connections; // closing one takes it out of the set
    for (auto *connection : connections)
        connection->closeIfIdle(m_idleLimit);
    resumeAccepting(); // Qt stops when the process is out of descriptors
}

} // namespace sluice
