// Requests that meet a used connection just when the server closes it.
#include "fetch/curl/curlaccessmanager.h"
#include "support/echoserver.h"
#include "support/rawserver.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <random>

using namespace sluice;
using namespace sluice::test;

using Fate = EchoServer::Fate;
using Reply = std::unique_ptr<QNetworkReply>;

Q_DECLARE_METATYPE(Fate)

class CurlRepeatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idempotentOnesAreRepeatedOnce_data();
    void idempotentOnesAreRepeatedOnce();
    void othersNever_data();
    void othersNever();
    void newConnectionIsNotForgiven();
    void manyOnAnUnreliableServer();
};

static void warmUp(CurlAccessManager *manager, const EchoServer &server)
{
    Reply first(manager->get(QNetworkRequest(server.url("/"))));
    QTRY_VERIFY(first->isFinished());
}

static Reply send(CurlAccessManager *manager, const EchoServer &server, const QByteArray &verb, const QByteArray &body)
{
    const QNetworkRequest request(server.url("/it"));
    if (verb == "GET")
        return Reply(manager->get(request));
    if (verb == "HEAD")
        return Reply(manager->head(request));
    return Reply(manager->sendCustomRequest(request, verb, body));
}

void CurlRepeatsTest::idempotentOnesAreRepeatedOnce_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fate>("fate");
    const std::pair<const char *, Fate> fates[]{{"closed", Fate::Close}, {"reset", Fate::Reset}};
    for (const auto &[name, fate] : fates) {
        QTest::addRow("GET %s", name) << QByteArray("GET") << QByteArray() << fate;
        QTest::addRow("HEAD %s", name) << QByteArray("HEAD") << QByteArray() << fate;
        QTest::addRow("DELETE %s", name) << QByteArray("DELETE") << QByteArray() << fate;
        QTest::addRow("PUT %s", name) << QByteArray("PUT") << QByteArray("hello") << fate;
        QTest::addRow("large PUT %s", name) << QByteArray("PUT") << QByteArray(3'000'000, 'x') << fate;
    }
}

void CurlRepeatsTest::idempotentOnesAreRepeatedOnce()
{
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, body);
    QFETCH(Fate, fate);
    EchoServer server;
    server.setFate([fate] { return fate; });
    CurlAccessManager manager;
    warmUp(&manager, server);
    const auto reply = send(&manager, server, verb, body);
    QSignalSpy sent(reply.get(), &QNetworkReply::requestSent);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    QCOMPARE(reply->rawHeader("X-Verb"), verb);
    QVERIFY(reply->readAll() == body);
    QCOMPARE(server.dropped().size(), size_t(1));
    QCOMPARE(server.requests().size(), size_t(2));
    QCOMPARE(sent.count(), 1); // nobody hears of it
}

void CurlRepeatsTest::othersNever_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fate>("fate");
    const std::pair<const char *, Fate> fates[]{{"closed", Fate::Close}, {"reset", Fate::Reset}};
    for (const auto &[name, fate] : fates) {
        QTest::addRow("POST %s", name) << QByteArray("POST") << QByteArray("hello") << fate;
        QTest::addRow("empty POST %s", name) << QByteArray("POST") << QByteArray() << fate;
        QTest::addRow("large POST %s", name) << QByteArray("POST") << QByteArray(3'000'000, 'x') << fate;
        QTest::addRow("PATCH %s", name) << QByteArray("PATCH") << QByteArray("hello") << fate;
        QTest::addRow("BREW %s", name) << QByteArray("BREW") << QByteArray() << fate;
    }
}

void CurlRepeatsTest::othersNever()
{
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, body);
    QFETCH(Fate, fate);
    EchoServer server;
    server.setFate([fate] { return fate; });
    CurlAccessManager manager;
    warmUp(&manager, server);
    const auto reply = send(&manager, server, verb, body);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
    QCOMPARE(server.dropped().size(), size_t(1));
    QCOMPARE(server.requests().size(), size_t(1)); // the one before
    warmUp(&manager, server);                      // and the transfer is none the worse
}

void CurlRepeatsTest::newConnectionIsNotForgiven()
{
    RawServer server;
    server.answer("/it", {"", Then::Close});
    CurlAccessManager manager;
    Reply reply(manager.get(QNetworkRequest(server.url("/it"))));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
    QCOMPARE(server.requests().size(), size_t(1));
}

void CurlRepeatsTest::manyOnAnUnreliableServer()
{
    EchoServer server;
    std::minstd_rand random(7);
    server.setFate([&random] {
        switch (random() % 4) {
        case 0:
            return Fate::Close;
        case 1:
            return Fate::Reset;
        default:
            return Fate::Answer;
        }
    });
    CurlAccessManager manager;
    int finished = 0;
    int failed = 0;
    for (int round = 0; round < 50; ++round) {
        std::vector<Reply> replies;
        for (int i = 0; i < 10; ++i)
            replies.emplace_back(manager.get(QNetworkRequest(server.url("/it"))));
        for (const auto &reply : replies) {
            QTRY_VERIFY(reply->isFinished());
            ++finished;
            failed += reply->error() == QNetworkReply::NoError ? 0 : 1;
        }
    }
    QCOMPARE(finished, 500);
    QCOMPARE(failed, 0);
    QVERIFY(server.dropped().size() > 100);
    QCOMPARE(server.requests().size(), size_t(500));
}

QTEST_GUILESS_MAIN(CurlRepeatsTest)
#include "tst_curlrepeats.moc"
