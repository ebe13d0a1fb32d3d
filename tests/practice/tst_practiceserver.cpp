#include "rawclient.h"

#include "practice/practiceserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <sys/resource.h>
#include <vector>

using namespace sluice;
using sluice::test::RawClient;
using namespace Qt::StringLiterals;

class PracticeServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsOnce();
    void saysThatThePortIsTaken();
    void answersPipelinedRequestsInOrder();
    void keepsTheConnectionOnlyWhenAsked();
    void skipsRequestBodies();
    void countsWhatIsInFlight();
    void countsPerPath();
    void forgetsClientsThatLeave();
    void survivesClientsThatLeaveMidway();
    void holdsAThousandConnections();
    void refusesNonsenseAndGoesOn();
    void deliversTheRefusalOfAHugeHeader();
    void streamsWithoutHolding();

private:
    QJsonObject stats(const QByteArray &target = "/stats")
    {
        return QJsonDocument::fromJson(RawClient(m_base).get(target).body).object();
    }

    std::unique_ptr<PracticeServer> m_server;
    QUrl m_base;
};

void PracticeServerTest::init()
{
    m_server = std::make_unique<PracticeServer>();
    const auto base = m_server->start();
    QVERIFY(base);
    m_base = base.value();
}

void PracticeServerTest::cleanup()
{
    m_server.reset();
}

void PracticeServerTest::startsOnce()
{
    const auto again = m_server->start(1);
    QVERIFY(again);
    QCOMPARE(again.value(), m_base);
    QCOMPARE(m_base.toString(), u"http://127.0.0.1:%1"_s.arg(m_base.port()));
}

void PracticeServerTest::saysThatThePortIsTaken()
{
    PracticeServer second;
    const auto base = second.start(static_cast<quint16>(m_base.port()));
    QVERIFY(base.failed());
    QCOMPARE(base.error().kind, ErrorKind::Input);
    QVERIFY(base.error().message.contains(QString::number(m_base.port())));
    QVERIFY(second.start()); // another one is fine
}

void PracticeServerTest::answersPipelinedRequestsInOrder()
{
    RawClient client(m_base);
    client.send(RawClient::request("/delay/0.2") + RawClient::request("/json/1") + RawClient::request("/image/16/16") +
                RawClient::request("/bytes/200000") + RawClient::request("/status/404"));
    QCOMPARE(client.answer().body, "waited 0.2 s\n"_ba);
    QVERIFY(client.answer().body.startsWith(R"({"id":1,)"));
    QCOMPARE(client.answer().field("content-type"), "image/jpeg"_ba);
    QCOMPARE(client.answer().body.size(), 200'000);
    QCOMPARE(client.answer().status, 404);
    QCOMPARE(m_server->stats().peakInFlight, 1);
    QCOMPARE(m_server->stats().requests, 5);
}

void PracticeServerTest::keepsTheConnectionOnlyWhenAsked()
{
    RawClient kept(m_base);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(kept.get("/json/1").status, 200);
    QCOMPARE(kept.get("/json/1", "Connection: close\r\n").field("connection"), "close"_ba);
    QVERIFY(kept.isClosedByServer());
    QCOMPARE(stats().value(u"connections"_s).toInt(), 2);

    RawClient old(m_base);
    old.send("GET /list?n=3 HTTP/1.0\r\n\r\n");
    const auto answer = old.answer(false);
    QVERIFY(!answer.fields.contains("transfer-encoding")); // not known to HTTP/1.0: the close tells the end
    QCOMPARE(answer.field("connection"), "close"_ba);
}

void PracticeServerTest::skipsRequestBodies()
{
    RawClient client(m_base);
    const auto body = QByteArray("GET /status/500 HTTP/1.1\r\n\r\n").repeated(5'000);
    client.send(RawClient::request("/json/1", "Content-Length: " + QByteArray::number(body.size()) + "\r\n", "POST") +
                body + RawClient::request("/json/2"));
    QVERIFY(client.answer().body.startsWith(R"({"id":1,)"));
    QVERIFY(client.answer().body.startsWith(R"({"id":2,)"));
    QCOMPARE(m_server->stats().requests, 2);
}

void PracticeServerTest::countsWhatIsInFlight()
{
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 200; ++i)
        clients.push_back(std::make_unique<RawClient>(m_base));
    for (const auto &client : clients)
        client->send(RawClient::request("/delay/2"));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->stats().inFlight, 200, 1900);
    for (const auto &client : clients)
        QCOMPARE(client->answer().status, 200);
    QTRY_COMPARE(m_server->stats().inFlight, 0); // it counts a moment after the last byte is out
    QCOMPARE(m_server->stats().requests, 200);
    QCOMPARE(m_server->stats().peakInFlight, 200);
    QCOMPARE(
        stats(),
        (QJsonObject{{u"requests"_s, 200}, {u"inFlight"_s, 0}, {u"peakInFlight"_s, 200}, {u"connections"_s, 201}}));
}

void PracticeServerTest::countsPerPath()
{
    RawClient client(m_base);
    client.get("/json/1");
    client.get("/json/1");
    client.get("/status/404?a=\"\\\xE4");
    client.get("/stats");
    const auto counted = stats("/stats?paths=1");
    QCOMPARE(counted.value(u"requests"_s).toInt(), 3);
    QCOMPARE(counted.value(u"paths"_s).toObject(),
             (QJsonObject{{u"/json/1"_s, 2}, {u"/status/404?a=\"\\\u00E4"_s, 1}}));
}

void PracticeServerTest::forgetsClientsThatLeave()
{
    {
        RawClient client(m_base);
        client.send(RawClient::request("/hang"));
        QTRY_COMPARE(m_server->stats().inFlight, 1);
    }
    QTRY_COMPARE(m_server->stats().inFlight, 0);
}

void PracticeServerTest::survivesClientsThatLeaveMidway()
{
    for (const char *target :
         {"/bytes/100000000", "/drip?bytes=100&seconds=5", "/delay/0.1", "/image/900/900", "/list?n=1000000"}) {
        RawClient client(m_base);
        client.send(RawClient::request(target));
        client.socket().waitForReadyRead(50);
        client.socket().abort();
    }
    QTRY_COMPARE(m_server->stats().inFlight, 0);
    QCOMPARE(RawClient(m_base).get("/status/200").status, 200);
}

void PracticeServerTest::holdsAThousandConnections()
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = qMin<rlim_t>(files.rlim_max, 8192);
    setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur < 2200)
        QSKIP("this machine allows too few open files");
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < 1000; ++i) {
        sockets.push_back(std::make_unique<QTcpSocket>());
        sockets.back()->connectToHost(m_base.host(), static_cast<quint16>(m_base.port()));
    }
    for (const auto &socket : sockets)
        QVERIFY(socket->waitForConnected(10'000));
    for (const auto &socket : sockets) {
        socket->write(RawClient::request("/delay/2"));
        socket->flush();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_server->stats().peakInFlight, 1000, 5'000);
    for (const auto &socket : sockets)
        QTRY_VERIFY_WITH_TIMEOUT(socket->bytesAvailable() > 0, 10'000);
    QCOMPARE(m_server->stats().requests, 1000);
}

void PracticeServerTest::refusesNonsenseAndGoesOn()
{
    for (const auto &nonsense : {"\x16\x03\x01\x02\x00"_ba, "GET\r\n\r\n"_ba, "GET / HTTP/1.1\r\n\r\n"_ba,
                                 "GET / HTTP/1.1\r\nHost\r\n\r\n"_ba}) {
        RawClient client(m_base);
        client.send(nonsense);
        const auto answer = client.answer();
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.body.endsWith(".\n"));
        QVERIFY(client.isClosedByServer());
    }
    QCOMPARE(m_server->stats().requests, 0);
    QCOMPARE(RawClient(m_base).get("/status/200").status, 200);
}

void PracticeServerTest::deliversTheRefusalOfAHugeHeader()
{
    RawClient client(m_base);
    client.send(RawClient::request("/", "X: " + QByteArray(3'000'000, 'x') + "\r\n"));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 431);
    QVERIFY(answer.body.contains("16 KiB"));
}

void PracticeServerTest::streamsWithoutHolding()
{
    RawClient slow(m_base);
    slow.socket().setReadBufferSize(64 * 1024);
    slow.send(RawClient::request("/bytes/1000000000000")); // would not fit anywhere
    slow.socket().waitForReadyRead(5000);
    RawClient other(m_base);
    QCOMPARE(other.get("/bytes/20000000").body.size(), 20'000'000);
    QTRY_COMPARE(m_server->stats().inFlight, 1);
}

QTEST_GUILESS_MAIN(PracticeServerTest)
#include "tst_practiceserver.moc"
