// Every deadline fires, is named, and ends the transfer; progress puts only the idle one off. Both engines.
#include "fetchharness.h"
#include "support/rawserver.h"

#include <QTest>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

class FetchDeadlinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addEngineRows(); }
    void connecting();
    void connectingWithinTotal();
    void waitingForTheResponse();
    void waitingWithoutTotal();
    void silenceInTheBody();
    void dripThatIsNeverIdle();
    void cancelBeforeTheStart();
    void cancelWhileWaiting_data();
    void cancelWhileWaiting();
    void oneTimerForAll();

private:
    static FetchRequest request(const QUrl &url)
    {
        FetchRequest request{url};
        request.deadlines = {10s, 20s, 30s};
        return request;
    }
};

static const QByteArray begun = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello";

static QString ending(const FetchHarness::Pending &pending)
{
    return pending->has_value() ? describe((*pending)->ending) : QStringLiteral("not ended");
}

void FetchDeadlinesTest::connecting()
{
    RawServer server; // accepts, and never answers the TLS handshake
    server.setSilent(true);
    auto url = server.url("/");
    url.setScheme(QStringLiteral("https"));
    FetchHarness harness(engineUnderTest());
    const auto pending = harness.start(request(url), &harness.sink);
    QTRY_COMPARE(server.connections(), 1);
    harness.clock.advance(9s);
    QTest::qWait(20);
    QCOMPARE(ending(pending), QStringLiteral("not ended"));
    harness.clock.advance(1s);
    QTRY_COMPARE(ending(pending), QStringLiteral("timeout-connect: No connection within 10 s"));
    if (engineUnderTest() == FetchEngine::Curl) // Qt's manager keeps it for the next request to the host
        QTRY_COMPARE(server.openConnections(), 0);
}

void FetchDeadlinesTest::connectingWithinTotal()
{
    RawServer server;
    server.setSilent(true);
    auto url = server.url("/");
    url.setScheme(QStringLiteral("https"));
    FetchHarness harness(engineUnderTest());
    FetchRequest total{url};
    total.deadlines.total = 1500ms;
    const auto pending = harness.start(total, &harness.sink);
    QTRY_COMPARE(server.connections(), 1);
    harness.clock.advance(1500ms);
    QTRY_COMPARE(ending(pending), QStringLiteral("timeout-connect: No connection within 1.5 s"));
}

void FetchDeadlinesTest::waitingForTheResponse()
{
    RawServer server;
    server.answer("/hang", {"", Then::Hold});
    FetchHarness harness(engineUnderTest());
    const auto pending = harness.start(request(server.url("/hang")), &harness.sink);
    QTRY_COMPARE(server.requests().size(), size_t(1));
    QTest::qWait(20); // the server may have it before we know that it was sent
    harness.clock.advance(29s);
    QTest::qWait(20);
    QCOMPARE(ending(pending), QStringLiteral("not ended"));
    harness.clock.advance(1s);
    QTRY_COMPARE(ending(pending), QStringLiteral("timeout-first-byte: No response within 30 s"));
    QCOMPARE((*pending)->response.status, 0);
    QTRY_COMPARE(server.openConnections(), 0);
}

void FetchDeadlinesTest::waitingWithoutTotal()
{
    RawServer server;
    server.answer("/hang", {"", Then::Hold});
    FetchHarness harness(engineUnderTest());
    FetchRequest idle{server.url("/hang")};
    idle.deadlines.idle = 20s;
    const auto pending = harness.start(idle, &harness.sink);
    QTRY_COMPARE(server.requests().size(), size_t(1));
    QTest::qWait(20);
    harness.clock.advance(20s);
    QTRY_COMPARE(ending(pending), QStringLiteral("timeout-first-byte: No response within 20 s"));
}

void FetchDeadlinesTest::silenceInTheBody()
{
    RawServer server;
    server.answer("/it", {begun, Then::Hold});
    FetchHarness harness(engineUnderTest());
    const auto pending = harness.start(request(server.url("/it")), &harness.sink);
    QTRY_COMPARE(harness.sink.data().size(), 5);
    harness.clock.advance(20s);
    QTRY_COMPARE(ending(pending), QStringLiteral("timeout-idle: No data for 20 s"));
    QCOMPARE((*pending)->response.status, 200);
    QCOMPARE((*pending)->response.bytes, 5);
    QTRY_COMPARE(server.openConnections(), 0);
}

void FetchDeadlinesTest::dripThatIsNeverIdle()
{
    RawServer server;
    server.answer("/it", {begun, Then::Hold});
    FetchHarness harness(engineUnderTest());
    const auto pending = harness.start(request(server.url("/it")), &harness.sink);
    QTRY_COMPARE(harness.sink.data().size(), 5);
    for (int size = 6; size <= 7; ++size) {
        harness.clock.advance(14s);
        server.send("x");
        QTRY_COMPARE(harness.sink.data().size(), size);
    }
    QCOMPARE(ending(pending), QStringLiteral("not ended"));
    harness.clock.advance(2s);
    QTRY_COMPARE(ending(pending), QStringLiteral("timeout-attempt: Not finished within 30 s"));
}

void FetchDeadlinesTest::cancelBeforeTheStart()
{
    RawServer server;
    FetchHarness harness(engineUnderTest());
    CancelSource source;
    source.cancel();
    const auto pending = harness.start(request(server.url("/it")), &harness.sink, source.token());
    QTRY_COMPARE(ending(pending), QStringLiteral("cancelled"));
    QCOMPARE(server.connections(), 0);
}

void FetchDeadlinesTest::cancelWhileWaiting_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("for the response") << QByteArray();
    QTest::newRow("for the body") << begun;
}

void FetchDeadlinesTest::cancelWhileWaiting()
{
    QFETCH(QByteArray, sent);
    RawServer server;
    server.answer("/it", {sent, Then::Hold});
    FetchHarness harness(engineUnderTest());
    CancelSource source;
    const auto pending = harness.start(request(server.url("/it")), &harness.sink, source.token());
    QTRY_COMPARE(server.requests().size(), size_t(1));
    if (!sent.isEmpty())
        QTRY_COMPARE(harness.sink.data().size(), 5);
    const std::unique_ptr<QThread> other(QThread::create([&source] { source.cancel(); })); // from any thread
    other->start();
    QTRY_COMPARE(ending(pending), QStringLiteral("cancelled"));
    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY(other->wait(5000));
}

void FetchDeadlinesTest::oneTimerForAll()
{
    RawServer server;
    server.answer("/hang", {"", Then::Hold});
    FetchHarness harness(engineUnderTest());
    std::vector<FetchHarness::Pending> pending;
    for (int i = 0; i < 20; ++i)
        pending.push_back(harness.start(request(server.url("/hang")), &harness.sink));
    QTRY_COMPARE(server.requests().size(), size_t(20));
    QCOMPARE(harness.clock.pending(), size_t(1));
    QTest::qWait(20);
    harness.clock.advance(30s);
    for (const auto &one : pending)
        QTRY_COMPARE(ending(one), QStringLiteral("timeout-first-byte: No response within 30 s"));
}

QTEST_GUILESS_MAIN(FetchDeadlinesTest)
#include "tst_fetchdeadlines.moc"
