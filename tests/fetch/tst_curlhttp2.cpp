// CurlAccessManager over HTTP/2: sharing connections, and what servers do to streams.
#include "fetch/curl/curlaccessmanager.h"
#include "fetch/curl/curlattributes.h"
#include "support/rawh2server.h"
#include "support/rawserver.h"
#include "support/selfsigned.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <curl/curl.h>

#include <memory>

using namespace sluice;
using namespace sluice::test;

using Reply = std::unique_ptr<QNetworkReply>;

Q_DECLARE_METATYPE(H2Fate)

class CurlHttp2Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesAConnection();
    void repeatsWhatWasNotProcessed_data();
    void repeatsWhatWasNotProcessed();
    void endsWithAnError_data();
    void endsWithAnError();
    void doesNotRepeatAPost_data();
    void doesNotRepeatAPost();
    void abortLeavesTheConnectionToOthers();
    void pausedStreamLeavesTheConnectionToOthers();
    void keepsToHttp1WhereAsked();
};

static QNetworkRequest requestTo(const RawH2Server &server)
{
    return QNetworkRequest(server.url());
}

static CurlTrust ours()
{
    return {selfSignedCertificate(), {}};
}

/// Makes a connection, so that what follows is sent on a used one.
static void warmUp(CurlAccessManager *manager, const RawH2Server &server)
{
    Reply first(manager->get(requestTo(server)));
    QTRY_VERIFY(first->isFinished());
    QCOMPARE(first->error(), QNetworkReply::NoError);
}

void CurlHttp2Test::sharesAConnection()
{
    RawH2Server server("hello");
    CurlAccessManager manager;
    manager.setTrust(ours());
    warmUp(&manager, server);
    server.setFates(std::vector(20, H2Fate::Hold));
    std::vector<Reply> replies;
    for (int i = 0; i < 20; ++i)
        replies.emplace_back(manager.get(requestTo(server)));
    QTRY_COMPARE(server.requests(), 21);
    Reply last(manager.get(requestTo(server)));
    QSignalSpy encrypted(last.get(), &QNetworkReply::encrypted);
    QTRY_VERIFY(last->isFinished());
    QCOMPARE(last->readAll(), QByteArray("hello"));
    QCOMPARE(last->attribute(CurlAttribute::HttpVersion).toByteArray(), QByteArray("2"));
    QVERIFY(last->attribute(CurlAttribute::ConnectionReused).toBool());
    QCOMPARE(encrypted.count(), 0);
    QCOMPARE(server.connections(), 1);
}

void CurlHttp2Test::repeatsWhatWasNotProcessed_data()
{
    QTest::addColumn<H2Fate>("fate");
    QTest::addColumn<bool>("onUsedConnection");
    QTest::newRow("refused") << H2Fate::Refuse << true;
    QTest::newRow("refused at once") << H2Fate::Refuse << false;
    QTest::newRow("goaway") << H2Fate::GoAway << true;
    QTest::newRow("goaway at once") << H2Fate::GoAway << false;
    QTest::newRow("closed") << H2Fate::Close << true;
}

void CurlHttp2Test::repeatsWhatWasNotProcessed()
{
    QFETCH(H2Fate, fate);
    QFETCH(bool, onUsedConnection);
    RawH2Server server("hello");
    CurlAccessManager manager;
    manager.setTrust(ours());
    if (onUsedConnection)
        warmUp(&manager, server);
    const int before = server.requests();
    server.setFates({fate});
    Reply reply(manager.get(requestTo(server)));
    QSignalSpy sent(reply.get(), &QNetworkReply::requestSent);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    QCOMPARE(reply->readAll(), QByteArray("hello"));
    QCOMPARE(server.requests() - before, 2);
    QCOMPARE(sent.count(), 1); // nobody hears of it
}

void CurlHttp2Test::endsWithAnError_data()
{
    QTest::addColumn<H2Fate>("fate");
    QTest::newRow("broken") << H2Fate::Break;
    QTest::newRow("broken in the body") << H2Fate::BreakInBody;
    QTest::newRow("closed") << H2Fate::Close;
    QTest::newRow("closed in the body") << H2Fate::CloseInBody;
}

void CurlHttp2Test::endsWithAnError()
{
    QFETCH(H2Fate, fate);
    RawH2Server server("hello world");
    server.setFates({fate});
    CurlAccessManager manager;
    manager.setTrust(ours());
    Reply reply(manager.get(requestTo(server)));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
    QCOMPARE(server.requests(), 1);
}

void CurlHttp2Test::doesNotRepeatAPost_data()
{
    QTest::addColumn<H2Fate>("fate");
    QTest::newRow("broken") << H2Fate::Break;
    QTest::newRow("closed") << H2Fate::Close;
}

void CurlHttp2Test::doesNotRepeatAPost()
{
    QFETCH(H2Fate, fate);
    RawH2Server server("hello");
    CurlAccessManager manager;
    manager.setTrust(ours());
    warmUp(&manager, server);
    server.setFates({fate});
    Reply reply(manager.post(requestTo(server), static_cast<QIODevice *>(nullptr)));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
    QCOMPARE(server.requests(), 2);
}

void CurlHttp2Test::abortLeavesTheConnectionToOthers()
{
    RawH2Server server("hello");
    CurlAccessManager manager;
    manager.setTrust(ours());
    warmUp(&manager, server);
    server.setFates({H2Fate::Hold});
    Reply held(manager.get(requestTo(server)));
    QTRY_COMPARE(server.requests(), 2);
    held->abort();
    warmUp(&manager, server);
    QCOMPARE(server.connections(), 1);
}

void CurlHttp2Test::pausedStreamLeavesTheConnectionToOthers()
{
    RawH2Server server(QByteArray(16'000, 'x')); // one frame
    CurlAccessManager manager;
    manager.setTrust(ours());
    warmUp(&manager, server);
    Reply unread(manager.get(requestTo(server)));
    unread->setReadBufferSize(1);
    QTRY_VERIFY(unread->bytesAvailable() > 0);
    warmUp(&manager, server);
    QCOMPARE(server.connections(), 1);
    qint64 read = 0;
    QTRY_VERIFY((read += unread->readAll().size()) == 16'000 && unread->isFinished());
}

void CurlHttp2Test::keepsToHttp1WhereAsked()
{
    RawServer server(RawServer::Security::SelfSigned);
    server.answer("/it", okAnswer("hello"));
    CurlAccessManager manager;
    manager.setTrust(ours());
    QNetworkRequest request(server.url("/it"));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    Reply reply(manager.get(request));
    QSignalSpy encrypted(reply.get(), &QNetworkReply::encrypted);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->attribute(CurlAttribute::HttpVersion).toByteArray(), QByteArray("1.1"));
    QCOMPARE(encrypted.count(), 1);
}

QTEST_GUILESS_MAIN(CurlHttp2Test)
#include "tst_curlhttp2.moc"
