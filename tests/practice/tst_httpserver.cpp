#include "practice/httpserver.h"

#include "core/systemclock.h"
#include "practice/routetable.h"
#include "practice/servercounts.h"
#include "practice/timingroutes.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class HttpServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void closesIdleConnections_data();
    void closesIdleConnections();
    void leavesThoseThatWaitForAnAnswer();

private:
    std::unique_ptr<QTcpSocket> connected()
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(m_server.serverAddress(), m_server.serverPort());
        return socket;
    }

    SystemClock m_clock;
    RouteTable m_routes;
    ServerCounts m_counts;
    HttpServer m_server{{&m_routes, &m_counts, &m_clock}, 200ms};
};

void HttpServerTest::initTestCase()
{
    addTimingRoutes(m_routes);
    QVERIFY(m_server.listenOnLoopback(0));
    QVERIFY(m_server.serverAddress().isLoopback());
}

void HttpServerTest::closesIdleConnections_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a request") << QByteArray("GET / HTTP/1.1\r\nHo");
    QTest::newRow("a request") << QByteArray("GET /delay/0 HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("a bad request") << QByteArray("?");
}

void HttpServerTest::closesIdleConnections()
{
    QFETCH(QByteArray, sent);
    const auto socket = connected();
    socket->write(sent);
    QVERIFY(QTest::qWaitFor([&] { return socket->state() == QTcpSocket::ConnectedState; }, 2000));
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QTcpSocket::UnconnectedState, 2000);
    QTRY_COMPARE(m_server.openConnections(), 0);
}

void HttpServerTest::leavesThoseThatWaitForAnAnswer()
{
    const auto socket = connected();
    socket->write("GET /delay/0.9 HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(socket->bytesAvailable() > 0, 3000);
    QVERIFY(socket->readAll().startsWith("HTTP/1.1 200 OK"));
}

QTEST_GUILESS_MAIN(HttpServerTest)
#include "tst_httpserver.moc"
