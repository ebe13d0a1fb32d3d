// CurlAccessManager as a QNetworkAccessManager: signals, abort, deletion, back-pressure.
#include "fetch/curl/curlaccessmanager.h"
#include "fetch/curl/curlattributes.h"
#include "story.h"
#include "support/rawserver.h"

#include <QNetworkReply>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <curl/curl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>

using namespace sluice;
using namespace sluice::test;

namespace {

enum class Harm { Abort, DeleteReply, DeleteManager };

} // namespace

Q_DECLARE_METATYPE(Harm)

class CurlAccessManagerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheStoryInOrder_data();
    void tellsTheStoryInOrder();
    void saysNothingInsideGet();
    void survivesHarmInAnySignal_data();
    void survivesHarmInAnySignal();
    void abortBeforeAnythingHappened();
    void abortEndsTheTransfer();
    void manyCancelledAndDeleted();
    void managerDeletedWithReplies();
    void replyOutlivesManager();
    void stopsReadingWhenNobodyReads();
    void unreadBodyOutlivesTheTransfer();
    void closeDiscards();
    void refusesWhatItCannotDo();
    void keepsAsManyConnectionsAsWereUsedTogether();
    void attributes();
    void tellsWhenDescriptorsRunOut();
};

static QNetworkRequest request(const QUrl &url)
{
    return QNetworkRequest(url);
}

void CurlAccessManagerTest::tellsTheStoryInOrder_data()
{
    QTest::addColumn<RawAnswer>("answer");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("body") << okAnswer("hello") << QByteArray("sent head bytes progress end finished");
    QTest::newRow("no body") << okAnswer("") << QByteArray("sent head end finished");
    QTest::newRow("404") << RawAnswer{"HTTP/1.1 404 No\r\nContent-Length: 1\r\n\r\nx"}
                         << QByteArray("sent head bytes progress error end finished");
    QTest::newRow("cut short") << RawAnswer{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", Then::Close}
                               << QByteArray("sent head bytes progress error end finished");
    QTest::newRow("closed") << RawAnswer{"", Then::Close} << QByteArray("sent error end finished");
}

void CurlAccessManagerTest::tellsTheStoryInOrder()
{
    QFETCH(RawAnswer, answer);
    QFETCH(QByteArray, expected);
    RawServer server;
    server.answer("/it", answer);
    CurlAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(request(server.url("/it"))));
    Story story(reply.get());
    QTRY_VERIFY(story.told.endsWith("finished"));
    QTest::qWait(10);                                                      // and nothing follows
    story.told.replace("bytes progress bytes progress", "bytes progress"); // arrivals may be one or two
    QCOMPARE(story.told, expected);
    QVERIFY(reply->isFinished());
}

void CurlAccessManagerTest::saysNothingInsideGet()
{
    CurlAccessManager manager;
    QSignalSpy finished(&manager, &QNetworkAccessManager::finished);
    std::unique_ptr<QNetworkReply> broken(manager.get(request(QUrl(QStringLiteral("ftp://localhost/")))));
    std::unique_ptr<QNetworkReply> refused(manager.get(request(QUrl(QStringLiteral("http://127.0.0.1:1/")))));
    QVERIFY(!broken->isFinished());
    QVERIFY(!refused->isFinished());
    QTRY_COMPARE(finished.count(), 2);
    QCOMPARE(broken->error(), QNetworkReply::ProtocolUnknownError);
    QCOMPARE(refused->error(), QNetworkReply::ConnectionRefusedError);
}

void CurlAccessManagerTest::survivesHarmInAnySignal_data()
{
    QTest::addColumn<Signal>("signal");
    QTest::addColumn<Harm>("harm");
    const std::pair<const char *, Signal> signalNames[]{
        {"sent", Signal::RequestSent},          {"head", Signal::MetaDataChanged}, {"bytes", Signal::ReadyRead},
        {"progress", Signal::DownloadProgress}, {"error", Signal::ErrorOccurred},  {"end", Signal::ReadChannelFinished},
        {"finished", Signal::Finished}};
    const std::pair<const char *, Harm> harms[]{
        {"abort", Harm::Abort}, {"delete reply", Harm::DeleteReply}, {"delete manager", Harm::DeleteManager}};
    for (const auto &[signalName, signal] : signalNames) {
        for (const auto &[harmName, harm] : harms)
            QTest::addRow("%s in %s", harmName, signalName) << signal << harm;
    }
}

void CurlAccessManagerTest::survivesHarmInAnySignal()
{
    QFETCH(Signal, signal);
    QFETCH(Harm, harm);
    RawServer server;
    server.answer("/404", {"HTTP/1.1 404 No\r\nContent-Length: 5\r\n\r\nhello"});
    auto *manager = new CurlAccessManager;
    const QPointer<CurlAccessManager> managerLives(manager);
    QPointer<QNetworkReply> reply(manager->get(request(server.url("/404"))));
    const QPointer<QNetworkReply> bystander(manager->get(request(server.url("/404"))));
    bool done = false;
    Story story(reply, [&](Signal at) {
        if (at != signal || std::exchange(done, true))
            return;
        switch (harm) {
        case Harm::Abort:
            reply->abort();
            return;
        case Harm::DeleteReply:
            delete reply.data();
            return;
        case Harm::DeleteManager:
            delete manager;
            return;
        }
    });
    QTRY_VERIFY(done);
    if (harm == Harm::DeleteManager)
        QVERIFY(!managerLives && !reply && !bystander);
    else
        QTRY_VERIFY(bystander->isFinished()); // the other one goes on
    QTest::qWait(10);
    QVERIFY(story.told.count("finished") <= 1);
    if (harm == Harm::Abort)
        QCOMPARE(story.told.count("finished"), 1);
    delete managerLives.data();
}

void CurlAccessManagerTest::abortBeforeAnythingHappened()
{
    RawServer server;
    CurlAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(request(server.url("/it"))));
    Story story(reply.get());
    reply->abort();
    QCOMPARE(story.told, QByteArray("error end finished"));
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    reply->abort();
    QTest::qWait(20);
    QCOMPARE(story.told, QByteArray("error end finished"));
    QCOMPARE(server.connections(), 0);
}

void CurlAccessManagerTest::abortEndsTheTransfer()
{
    RawServer server;
    server.answer("/it", {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", Then::Hold});
    CurlAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(request(server.url("/it"))));
    QTRY_COMPARE(reply->bytesAvailable(), 5);
    reply->abort();
    QVERIFY(!reply->isOpen());
    QTRY_COMPARE(server.openConnections(), 0);
}

void CurlAccessManagerTest::manyCancelledAndDeleted()
{
    RawServer server;
    server.answer("/hang", {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", Then::Hold});
    CurlAccessManager manager;
    for (int round = 0; round < 50; ++round) {
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        for (int i = 0; i < 4; ++i)
            replies.emplace_back(manager.get(request(server.url("/hang"))));
        for (int turn = 0; turn < round % 8; ++turn)
            QTest::qWait(0); // catch each stage of a transfer
        replies.pop_back();
        replies.front()->abort();
    }
    QTRY_COMPARE(server.openConnections(), 0);
}

void CurlAccessManagerTest::managerDeletedWithReplies()
{
    RawServer server;
    server.answer("/hang", {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", Then::Hold});
    auto manager = std::make_unique<CurlAccessManager>();
    std::vector<QPointer<QNetworkReply>> replies;
    for (int i = 0; i < 10; ++i)
        replies.emplace_back(manager->get(request(server.url("/hang"))));
    QTRY_COMPARE(server.requests().size(), size_t(10));
    manager.reset();
    for (const auto &reply : replies)
        QVERIFY(!reply);
    QTRY_COMPARE(server.openConnections(), 0);
}

void CurlAccessManagerTest::replyOutlivesManager()
{
    RawServer server;
    server.answer("/hang", {"", Then::Hold});
    auto manager = std::make_unique<CurlAccessManager>();
    std::unique_ptr<QNetworkReply> reply(manager->get(request(server.url("/hang"))));
    reply->setParent(nullptr);
    QTRY_COMPARE(server.requests().size(), size_t(1));
    Story story(reply.get());
    manager.reset();
    QCOMPARE(story.told, QByteArray("error end finished"));
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
}

void CurlAccessManagerTest::stopsReadingWhenNobodyReads()
{
    const QByteArray body(8'000'000, 'x');
    RawServer server;
    server.answer("/big", okAnswer(body));
    CurlAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(request(server.url("/big"))));
    reply->setReadBufferSize(50'000);
    QTRY_VERIFY(reply->bytesAvailable() >= 50'000);
    QTest::qWait(50);
    QVERIFY(reply->bytesAvailable() <= 50'000 + 16'384); // the rest waits in the sockets
    qint64 read = 0;
    connect(reply.get(), &QNetworkReply::readyRead, this, [&] { read += reply->readAll().size(); });
    read += reply->readAll().size();
    QTRY_VERIFY(reply->isFinished());
    read += reply->readAll().size();
    QCOMPARE(read, body.size());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

void CurlAccessManagerTest::unreadBodyOutlivesTheTransfer()
{
    RawServer server;
    server.answer("/it", okAnswer("hello"));
    CurlAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(request(server.url("/it"))));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->read(2), QByteArray("he"));
    QCOMPARE(reply->readAll(), QByteArray("llo"));
    QCOMPARE(reply->bytesAvailable(), 0);
}

void CurlAccessManagerTest::closeDiscards()
{
    RawServer server;
    server.answer("/big", okAnswer(QByteArray(500'000, 'x')));
    CurlAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(request(server.url("/big"))));
    reply->setReadBufferSize(1000);
    connect(reply.get(), &QNetworkReply::readyRead, reply.get(), [&reply] { reply->close(); });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

void CurlAccessManagerTest::refusesWhatItCannotDo()
{
    RawServer server;
    CurlAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.sendCustomRequest(request(server.url("/it")), "BREW /it"));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::ProtocolInvalidOperationError);
    for (const auto &value : {QByteArray("a\r\nX-More: b"), QByteArray("a\0X-More: b", 11)}) {
        auto smuggling = request(server.url("/it"));
        smuggling.setRawHeader("X-One", value);
        reply.reset(manager.get(smuggling));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::ProtocolInvalidOperationError);
    }
    QCOMPARE(server.connections(), 0);
}

void CurlAccessManagerTest::keepsAsManyConnectionsAsWereUsedTogether()
{
    RawServer server;
    server.answer("/it", okAnswer("hello"));
    CurlAccessManager manager;
    for (int round = 0; round < 5; ++round) {
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        for (int i = 0; i < 6; ++i)
            replies.emplace_back(manager.get(request(server.url("/it"))));
        for (const auto &reply : replies)
            QTRY_VERIFY(reply->isFinished());
    }
    QCOMPARE(server.connections(), 6);
    QCOMPARE(server.openConnections(), 6);
}

void CurlAccessManagerTest::attributes()
{
    RawServer server;
    server.answer("/it", {"HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n"});
    CurlAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(request(server.url("/it"))));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 302);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray(), QByteArray("Found"));
    QCOMPARE(reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl(), QUrl(QStringLiteral("/there")));
    QCOMPARE(reply->attribute(CurlAttribute::Code).toInt(), int(CURLE_OK));
    QCOMPARE(reply->attribute(CurlAttribute::HttpVersion).toByteArray(), QByteArray("1.1"));
    QCOMPARE(reply->attribute(CurlAttribute::RemoteAddress).toString(), QStringLiteral("127.0.0.1"));
    QVERIFY(reply->attribute(CurlAttribute::Timings).isValid());
    QCOMPARE(server.requests().size(), size_t(1)); // not followed
}

void CurlAccessManagerTest::tellsWhenDescriptorsRunOut()
{
    RawServer server;
    CurlAccessManager manager;
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = ::dup(0);
    ::close(next);
    const rlimit tight{rlim_t(next), before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &tight), 0);
    std::unique_ptr<QNetworkReply> reply(manager.get(request(server.url("/it"))));
    const bool finished = QTest::qWaitFor([&reply] { return reply->isFinished(); });
    ::setrlimit(RLIMIT_NOFILE, &before);
    QVERIFY(finished);
    QCOMPARE(reply->attribute(CurlAttribute::Code).toInt(), int(CURLE_COULDNT_CONNECT));
    QCOMPARE(reply->attribute(CurlAttribute::SystemError).toInt(), EMFILE);
}

QTEST_GUILESS_MAIN(CurlAccessManagerTest)
#include "tst_curlaccessmanager.moc"
