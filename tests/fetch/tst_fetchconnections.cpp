// Connections: made, refused, shared, many at once. Both engines.
#include "fetchharness.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace sluice;
using namespace sluice::test;

class FetchConnectionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addEngineRows(); }
    void reusesConnections();
    void hundredAtOnce();
    void failureOfOneHarmsNoOther();
    void refused();
    void unknownHost();
    void untrustedCertificate();
    void resetInTheBody();
    void phasesAddUp();
    void throughAProxy();
    void noProxyFromTheEnvironment();
};

void FetchConnectionsTest::reusesConnections()
{
    RawServer server;
    server.answer("/it", okAnswer("hello"));
    FetchHarness harness(engineUnderTest());
    for (int i = 0; i < 10; ++i) {
        const auto report = harness.run(server.url("/it"));
        QCOMPARE(describe(report.ending), QString());
        if (engineUnderTest() == FetchEngine::Curl) { // Qt's manager does not tell
            QCOMPARE(report.response.connectionReused, i > 0);
            QCOMPARE(report.response.timings.connect == Duration::zero(), i > 0);
            QVERIFY(report.response.timings.firstByte > Duration::zero());
        }
    }
    QCOMPARE(server.connections(), 1);
}

void FetchConnectionsTest::hundredAtOnce()
{
    RawServer server;
    server.answer("/hang", {"", Then::Hold});
    FetchHarness harness(engineUnderTest());
    std::vector<FetchHarness::Pending> pending;
    for (int i = 0; i < 100; ++i)
        pending.push_back(harness.start(server.url("/hang")));
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), size_t(100), 20000); // none waits for another
    server.send(okAnswer("hello").bytes, Then::KeepAlive);
    for (const auto &one : pending) {
        QTRY_VERIFY(one->has_value());
        QCOMPARE(describe((*one)->ending), QString());
    }
    QCOMPARE(harness.sink.data().size(), 500);
}

void FetchConnectionsTest::failureOfOneHarmsNoOther()
{
    RawServer server;
    server.answer("/good", okAnswer("hello"));
    server.answer("/bad", {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", Then::Close});
    FetchHarness harness(engineUnderTest());
    std::vector<FetchHarness::Pending> good;
    std::vector<FetchHarness::Pending> bad;
    for (int i = 0; i < 40; ++i)
        (i % 4 == 0 ? bad : good).push_back(harness.start(server.url(i % 4 == 0 ? "/bad" : "/good")));
    for (const auto &one : good) {
        QTRY_VERIFY(one->has_value());
        QCOMPARE(describe((*one)->ending), QString());
    }
    for (const auto &one : bad) {
        QTRY_VERIFY(one->has_value());
        QVERIFY((*one)->ending.failed());
        QCOMPARE((*one)->ending.error().kind, ErrorKind::Protocol);
    }
}

void FetchConnectionsTest::refused()
{
    QUrl url;
    {
        RawServer server; // frees its port again
        url = server.url("/it");
    }
    FetchHarness harness(engineUnderTest());
    const auto report = harness.run(url);
    QCOMPARE(describe(report.ending), QStringLiteral("connect: 127.0.0.1:%1 refused the connection").arg(url.port()));
    QCOMPARE(report.response.status, 0);
}

void FetchConnectionsTest::unknownHost()
{
    FetchHarness harness(engineUnderTest());
    const auto report = harness.run(QUrl(QStringLiteral("http://nothing.invalid/")));
    QCOMPARE(describe(report.ending), QStringLiteral("dns: nothing.invalid has no address (DNS)"));
}

void FetchConnectionsTest::untrustedCertificate()
{
    RawServer server(RawServer::Security::SelfSigned);
    server.answer("/it", okAnswer("secret"));
    FetchHarness harness(engineUnderTest());
    const auto report = harness.run(server.url("/it"));
    const auto expected =
        QStringLiteral("tls: The certificate of 127.0.0.1:%1 is not trusted: ").arg(server.serverPort());
    QVERIFY2(describe(report.ending).startsWith(expected), qPrintable(describe(report.ending)));
    QCOMPARE(server.requests().size(), size_t(0)); // nothing was sent to it
}

void FetchConnectionsTest::resetInTheBody()
{
    RawServer server;
    server.answer("/it", {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello", Then::Hold});
    FetchHarness harness(engineUnderTest());
    const auto pending = harness.start(server.url("/it"));
    QTRY_COMPARE(harness.sink.data().size(), 5);
    server.send("", Then::Reset);
    QTRY_VERIFY(pending->has_value());
    QVERIFY((*pending)->ending.failed());
    QCOMPARE((*pending)->ending.error().kind, ErrorKind::Protocol);
}

void FetchConnectionsTest::phasesAddUp()
{
    using namespace std::chrono_literals;
    RawServer server;
    server.answer("/it", {"", Then::Hold});
    FetchHarness harness(engineUnderTest());
    QElapsedTimer wall;
    wall.start();
    const auto pending = harness.start(server.url("/it"));
    QTRY_COMPARE(server.requests().size(), size_t(1));
    QTest::qWait(30);
    harness.clock.advance(2s);
    server.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
    QTRY_COMPARE(harness.sink.data().size(), 5);
    QTest::qWait(30);
    harness.clock.advance(3s);
    server.send("world", Then::KeepAlive);
    QTRY_VERIFY(pending->has_value());
    const auto wallTime = std::chrono::nanoseconds(wall.nsecsElapsed());
    const auto &timings = (*pending)->response.timings;
    if (engineUnderTest() == FetchEngine::Qt) { // does not tell: measured from outside, on the injected clock
        QVERIFY(timings.firstByte == 2s);
        QVERIFY(timings.body == 3s);
        return;
    }
    QVERIFY(timings.connect > 0s);
    QVERIFY(timings.tls == 0s);
    QVERIFY(timings.firstByte >= 25ms);
    QVERIFY(timings.body >= 25ms);
    QVERIFY(timings.dns + timings.connect + timings.tls + timings.firstByte + timings.body <= wallTime);
}

void FetchConnectionsTest::throughAProxy()
{
    RawServer proxy;
    proxy.answer("http://nothing.invalid/it", okAnswer("hello"));
    FetchHarness harness(engineUnderTest(),
                         QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.serverPort()));
    const auto report = harness.run(QUrl(QStringLiteral("http://nothing.invalid/it")));
    QCOMPARE(describe(report.ending), QString());
    QCOMPARE(harness.sink.data(), QByteArray("hello"));
    QCOMPARE(proxy.requests().size(), size_t(1));
}

void FetchConnectionsTest::noProxyFromTheEnvironment()
{
    RawServer server;
    server.answer("/it", okAnswer("hello"));
    qputenv("http_proxy", "http://127.0.0.1:1");
    FetchHarness harness(engineUnderTest());
    const auto report = harness.run(server.url("/it"));
    qunsetenv("http_proxy");
    QCOMPARE(describe(report.ending), QString());
}

QTEST_GUILESS_MAIN(FetchConnectionsTest)
#include "tst_fetchconnections.moc"
