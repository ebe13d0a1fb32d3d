// Redirects as CurlAccessManager follows them.
#include "fetch/curl/curlaccessmanager.h"
#include "replies.h"
#include "support/echoserver.h"
#include "support/rawserver.h"
#include "support/tricklingdevice.h"

using namespace sluice;
using namespace sluice::test;

using Policy = QNetworkRequest::RedirectPolicy;

class CurlRedirectsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void policies_data();
    void policies();
    void managersPolicyIsTheDefault();
    void methods_data();
    void methods();
    void bodyThatCannotBeReadAgain();
    void keepsAndDropsHeaders_data();
    void keepsAndDropsHeaders();
    void takesNoCredentialsFromTheServer();
    void noMoreThanAllowed();
    void nowhere_data();
    void nowhere();
    void userDecides();
    void userDoesNotDecide();
    void redirectsBodyIsNotTold();
    void harmInRedirected_data();
    void harmInRedirected();
};

static RawAnswer redirect(int status, const QByteArray &location, const QByteArray &body = {})
{
    return {"HTTP/1.1 " + QByteArray::number(status) + " Elsewhere\r\nLocation: " + location +
            "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body};
}

static QNetworkRequest requestWith(const QUrl &url, Policy policy)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, policy);
    return request;
}

void CurlRedirectsTest::policies_data()
{
    QTest::addColumn<Policy>("policy");
    QTest::addColumn<bool>("elsewhere");
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    QTest::addColumn<QByteArray>("body");
    const auto fine = QNetworkReply::NoError;
    QTest::newRow("manual") << Policy::ManualRedirectPolicy << false << fine << QByteArray("moved");
    QTest::newRow("not less safe") << Policy::NoLessSafeRedirectPolicy << false << fine << QByteArray("hello");
    QTest::newRow("not less safe, elsewhere")
        << Policy::NoLessSafeRedirectPolicy << true << fine << QByteArray("there");
    QTest::newRow("same origin") << Policy::SameOriginRedirectPolicy << false << fine << QByteArray("hello");
    QTest::newRow("same origin, elsewhere")
        << Policy::SameOriginRedirectPolicy << true << QNetworkReply::InsecureRedirectError << QByteArray();
}

void CurlRedirectsTest::policies()
{
    QFETCH(Policy, policy);
    QFETCH(bool, elsewhere);
    QFETCH(QNetworkReply::NetworkError, error);
    QFETCH(QByteArray, body);
    RawServer other;
    other.answer("/there", okAnswer("there"));
    RawServer server;
    server.answer("/from", redirect(302, elsewhere ? other.url("/there").toEncoded() : "/to", "moved"));
    server.answer("/to", okAnswer("hello"));
    CurlAccessManager manager;
    Reply reply(manager.get(requestWith(server.url("/from"), policy)));
    QSignalSpy redirected(reply.get(), &QNetworkReply::redirected);
    QSignalSpy heads(reply.get(), &QNetworkReply::metaDataChanged);
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QCOMPARE(bodyOf(reply.get()), body);
    QCOMPARE(reply->error(), error);
    QCOMPARE(finished.count(), 1);
    const bool followed = body != "moved" && error == QNetworkReply::NoError;
    QCOMPARE(redirected.count(), followed ? 1 : 0);
    QCOMPARE(heads.count(), error == QNetworkReply::NoError ? 1 : 0);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), followed ? 200 : 302);
    if (!followed)
        return;
    const auto target = elsewhere ? other.url("/there") : server.url("/to");
    QCOMPARE(redirected.at(0).at(0).toUrl(), target);
    QCOMPARE(reply->url(), target);
    QCOMPARE(reply->request().url(), server.url("/from"));
    QVERIFY(!reply->attribute(QNetworkRequest::RedirectionTargetAttribute).isValid());
    QCOMPARE(server.connections(), 1); // the connection serves the next hop
}

void CurlRedirectsTest::managersPolicyIsTheDefault()
{
    RawServer server;
    server.answer("/from", redirect(302, "/to"));
    server.answer("/to", okAnswer("hello"));
    CurlAccessManager manager;
    Reply unfollowed(manager.get(QNetworkRequest(server.url("/from"))));
    QCOMPARE(bodyOf(unfollowed.get()), QByteArray());
    manager.setRedirectPolicy(QNetworkRequest::NoLessSafeRedirectPolicy);
    Reply followed(manager.get(QNetworkRequest(server.url("/from"))));
    QCOMPARE(bodyOf(followed.get()), QByteArray("hello"));
}

void CurlRedirectsTest::methods_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("next");
    for (const int status : {301, 302, 303, 307, 308}) {
        const bool kept = status > 303;
        QTest::addRow("POST %d", status) << status << QByteArray("POST") << QByteArray(kept ? "POST" : "GET");
        QTest::addRow("PUT %d", status) << status << QByteArray("PUT") << QByteArray(status == 303 ? "GET" : "PUT");
        QTest::addRow("HEAD %d", status) << status << QByteArray("HEAD") << QByteArray("HEAD");
    }
}

void CurlRedirectsTest::methods()
{
    QFETCH(int, status);
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, next);
    EchoServer echo;
    RawServer server;
    server.answer("/from", redirect(status, echo.url("/to").toEncoded()));
    CurlAccessManager manager;
    auto request = requestWith(server.url("/from"), Policy::NoLessSafeRedirectPolicy);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("text/plain"));
    Reply reply(verb == "HEAD" ? manager.head(request) : manager.sendCustomRequest(request, verb, "hello"));
    bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->rawHeader("X-Verb"), next);
    const bool keepsBody = next != "GET" && next != "HEAD";
    QCOMPARE(echo.requests().at(0).body, QByteArray(keepsBody ? "hello" : ""));
    QCOMPARE(echo.requests().at(0).head.contains("Content-Type"), keepsBody || verb == "HEAD");
}

void CurlRedirectsTest::bodyThatCannotBeReadAgain()
{
    RawServer server;
    server.answer("/from", redirect(307, "/to"));
    CurlAccessManager manager;
    TricklingDevice device;
    device.give("hello");
    device.end();
    Reply reply(manager.put(requestWith(server.url("/from"), Policy::NoLessSafeRedirectPolicy), &device));
    bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::ContentReSendError);
    QCOMPARE(server.requests().size(), size_t(1));
}

void CurlRedirectsTest::keepsAndDropsHeaders_data()
{
    QTest::addColumn<bool>("elsewhere");
    QTest::newRow("same origin") << false;
    QTest::newRow("elsewhere") << true;
}

void CurlRedirectsTest::keepsAndDropsHeaders()
{
    QFETCH(bool, elsewhere);
    RawServer other;
    other.answer("/to", okAnswer("hello"));
    RawServer server;
    server.answer("/from", redirect(302, elsewhere ? other.url("/to").toEncoded() : "/to"));
    server.answer("/to", okAnswer("hello"));
    CurlAccessManager manager;
    auto request = requestWith(server.url("/from"), Policy::NoLessSafeRedirectPolicy);
    for (const auto *name : {"Authorization", "Cookie", "X-Api-Key", "X-Plain"})
        request.setRawHeader(name, "value");
    Reply reply(manager.get(request));
    QCOMPARE(bodyOf(reply.get()), QByteArray("hello"));
    const auto head = elsewhere ? other.requests().at(0) : server.requests().at(1);
    for (const auto *name : {"Authorization", "Cookie", "X-Api-Key"})
        QCOMPARE(head.contains(name), !elsewhere);
    QVERIFY(head.contains("X-Plain: value\r\n"));
}

void CurlRedirectsTest::takesNoCredentialsFromTheServer()
{
    RawServer other;
    other.answer("/to", okAnswer("hello"));
    RawServer server;
    auto target = other.url("/to");
    target.setUserInfo(QStringLiteral("bob:pw"));
    server.answer("/from", redirect(302, target.toEncoded()));
    CurlAccessManager manager;
    Reply reply(manager.get(requestWith(server.url("/from"), Policy::NoLessSafeRedirectPolicy)));
    QCOMPARE(bodyOf(reply.get()), QByteArray("hello"));
    QVERIFY(!other.requests().at(0).contains("Authorization"));
    QCOMPARE(reply->url(), other.url("/to"));
}

void CurlRedirectsTest::noMoreThanAllowed()
{
    RawServer server;
    server.answer("/from", redirect(302, "/from"));
    CurlAccessManager manager;
    auto request = requestWith(server.url("/from"), Policy::NoLessSafeRedirectPolicy);
    request.setMaximumRedirectsAllowed(5);
    Reply reply(manager.get(request));
    bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::TooManyRedirectsError);
    QCOMPARE(server.requests().size(), size_t(6));
    QCOMPARE(server.connections(), 1);
}

void CurlRedirectsTest::nowhere_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("file") << QByteArray("file:///etc/passwd");
    QTest::newRow("ftp") << QByteArray("ftp://127.0.0.1/");
    QTest::newRow("rubbish") << QByteArray("http://[");
    QTest::newRow("no host") << QByteArray("http:///x");
}

void CurlRedirectsTest::nowhere()
{
    QFETCH(QByteArray, location);
    RawServer server;
    server.answer("/from", redirect(302, location));
    CurlAccessManager manager;
    Reply reply(manager.get(requestWith(server.url("/from"), Policy::NoLessSafeRedirectPolicy)));
    bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::ProtocolUnknownError);
    QCOMPARE(server.requests().size(), size_t(1));
}

void CurlRedirectsTest::userDecides()
{
    RawServer server;
    server.answer("/from", redirect(302, "/to"));
    server.answer("/to", okAnswer("hello"));
    CurlAccessManager manager;
    for (const bool atOnce : {true, false}) {
        Reply reply(manager.get(requestWith(server.url("/from"), Policy::UserVerifiedRedirectPolicy)));
        QSignalSpy redirected(reply.get(), &QNetworkReply::redirected);
        if (atOnce)
            connect(reply.get(), &QNetworkReply::redirected, reply.get(), &QNetworkReply::redirectAllowed);
        QTRY_COMPARE(redirected.count(), 1);
        if (!atOnce)
            Q_EMIT reply->redirectAllowed();
        QCOMPARE(bodyOf(reply.get()), QByteArray("hello"));
    }
}

void CurlRedirectsTest::userDoesNotDecide()
{
    RawServer server;
    server.answer("/from", redirect(302, "/to"));
    CurlAccessManager manager;
    Reply reply(manager.get(requestWith(server.url("/from"), Policy::UserVerifiedRedirectPolicy)));
    QSignalSpy redirected(reply.get(), &QNetworkReply::redirected);
    QTRY_COMPARE(redirected.count(), 1);
    QTest::qWait(20);
    QVERIFY(!reply->isFinished());
    QCOMPARE(server.requests().size(), size_t(1));
    reply->abort();
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
}

void CurlRedirectsTest::redirectsBodyIsNotTold()
{
    RawServer server;
    server.answer("/from", redirect(302, "/to", QByteArray(500'000, 'x'))); // more than is worth reading
    server.answer("/to", okAnswer("hello"));
    CurlAccessManager manager;
    Reply reply(manager.get(requestWith(server.url("/from"), Policy::NoLessSafeRedirectPolicy)));
    reply->setReadBufferSize(3);
    QByteArray body;
    connect(reply.get(), &QNetworkReply::readyRead, this, [&] { body += reply->readAll(); });
    body += bodyOf(reply.get());
    QCOMPARE(body, QByteArray("hello"));
}

void CurlRedirectsTest::harmInRedirected_data()
{
    QTest::addColumn<bool>("deletes");
    QTest::newRow("abort") << false;
    QTest::newRow("delete") << true;
}

void CurlRedirectsTest::harmInRedirected()
{
    QFETCH(bool, deletes);
    RawServer server;
    server.answer("/from", redirect(302, "/to"));
    CurlAccessManager manager;
    auto *reply = manager.get(requestWith(server.url("/from"), Policy::NoLessSafeRedirectPolicy));
    bool done = false;
    connect(reply, &QNetworkReply::redirected, this, [&done, deletes, reply] {
        done = true;
        if (deletes)
            delete reply;
        else
            reply->abort();
    });
    QTRY_VERIFY(done);
    QTest::qWait(10);
    QCOMPARE(server.requests().size(), size_t(1));
}

QTEST_GUILESS_MAIN(CurlRedirectsTest)
#include "tst_curlredirects.moc"
