// Bodies that CurlAccessManager sends: methods, devices, framing, faults.
#include "fetch/curl/curlaccessmanager.h"
#include "fetch/curl/curlattributes.h"
#include "replies.h"
#include "support/echoserver.h"
#include "support/rawserver.h"
#include "support/tricklingdevice.h"

#include <QBuffer>
#include <QHttpMultiPart>
#include <QPointer>
#include <QSignalSpy>

#include <cstring>
#include <functional>
#include <utility>

using namespace sluice;
using namespace sluice::test;

class CurlUploadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void methods_data();
    void methods();
    void withoutBody_data();
    void withoutBody();
    void largeOnesWhole();
    void fromTheDevicesPosition();
    void sequential_data();
    void sequential();
    void multiPart();
    void tellsItsProgress();
    void deviceThatEndsTooEarly();
    void deviceDeletedMeanwhile();
    void deviceClosedBeforeItsEnd_data();
    void deviceClosedBeforeItsEnd();
    void deviceThatHarmsItsReader_data();
    void deviceThatHarmsItsReader();
    void bodyOfAGet();
    void abortWhileTheDeviceIsSilent();
    void answerBeforeTheBodyIsSent();
    void getAfterwardsIsPlain();
};

static QNetworkRequest requestTo(const EchoServer &server)
{
    QNetworkRequest request(server.url("/it"));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("text/plain"));
    return request;
}

static QByteArray largeBody()
{
    QByteArray body(3'000'000, '\0');
    for (qsizetype i = 0; i < body.size(); ++i)
        body[i] = char(i * 31 / 7);
    return body;
}

void CurlUploadsTest::methods_data()
{
    QTest::addColumn<QByteArray>("verb");
    for (const auto *verb : {"POST", "PUT", "PATCH", "DELETE", "BREW"})
        QTest::newRow(verb) << QByteArray(verb);
}

void CurlUploadsTest::methods()
{
    QFETCH(QByteArray, verb);
    EchoServer server;
    CurlAccessManager manager;
    const QByteArray body("hello");
    const auto request = requestTo(server);
    Reply reply(verb == "POST"  ? manager.post(request, body)
                : verb == "PUT" ? manager.put(request, body)
                                : manager.sendCustomRequest(request, verb, body));
    QCOMPARE(bodyOf(reply.get()), body);
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->rawHeader("X-Verb"), verb);
    const auto head = server.requests().at(0).head.toLower();
    QVERIFY(head.contains("\r\ncontent-length: 5\r\n"));
    QVERIFY(head.contains("\r\ncontent-type: text/plain\r\n"));
    QVERIFY(!head.contains("\r\nexpect:"));
    QCOMPARE(reply->attribute(CurlAttribute::BytesSent).toLongLong(), head.size() + body.size());
    const auto answered =
        QByteArray("HTTP/1.1 200 OK\r\nX-Verb: " + verb + "\r\nContent-Length: 5\r\n\r\nhello").size();
    QCOMPARE(reply->attribute(CurlAttribute::BytesReceived).toLongLong(), answered);
}

void CurlUploadsTest::withoutBody_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<bool>("saysSo");
    QTest::newRow("POST") << QByteArray("POST") << true;
    QTest::newRow("PUT") << QByteArray("PUT") << true;
    QTest::newRow("DELETE") << QByteArray("DELETE") << false;
    QTest::newRow("BREW") << QByteArray("BREW") << false;
}

void CurlUploadsTest::withoutBody()
{
    QFETCH(QByteArray, verb);
    QFETCH(bool, saysSo);
    EchoServer server;
    CurlAccessManager manager;
    const auto request = requestTo(server);
    Reply reply(verb == "POST"     ? manager.post(request, static_cast<QIODevice *>(nullptr))
                : verb == "PUT"    ? manager.put(request, static_cast<QIODevice *>(nullptr))
                : verb == "DELETE" ? manager.deleteResource(request)
                                   : manager.sendCustomRequest(request, verb));
    QCOMPARE(bodyOf(reply.get()), QByteArray());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->rawHeader("X-Verb"), verb);
    QCOMPARE(server.requests().at(0).head.toLower().contains("\r\ncontent-length: 0\r\n"), saysSo);
}

void CurlUploadsTest::largeOnesWhole()
{
    EchoServer server;
    CurlAccessManager manager;
    const auto body = largeBody();
    for (int i = 0; i < 3; ++i) { // on the same connection and handle
        Reply reply(manager.post(requestTo(server), body));
        QVERIFY(bodyOf(reply.get()) == body);
    }
    QCOMPARE(server.connections(), 1);
}

void CurlUploadsTest::fromTheDevicesPosition()
{
    EchoServer server;
    CurlAccessManager manager;
    QBuffer buffer;
    buffer.setData("hello world");
    buffer.open(QIODevice::ReadOnly);
    buffer.seek(6);
    Reply reply(manager.put(requestTo(server), &buffer));
    QCOMPARE(bodyOf(reply.get()), QByteArray("world"));
}

void CurlUploadsTest::sequential_data()
{
    QTest::addColumn<bool>("sizeKnown");
    QTest::newRow("size known") << true;
    QTest::newRow("size not known") << false;
}

void CurlUploadsTest::sequential()
{
    QFETCH(bool, sizeKnown);
    EchoServer server;
    CurlAccessManager manager;
    const auto body = largeBody();
    TricklingDevice device;
    auto request = requestTo(server);
    if (sizeKnown)
        request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    Reply reply(manager.post(request, &device));
    for (qsizetype at = 0; at < body.size(); at += 100'000) { // now and then it has nothing
        device.give(body.mid(at, 100'000));
        if (at % 300'000 == 0)
            QTRY_COMPARE(device.waiting(), 0);
    }
    if (!sizeKnown)
        device.end();
    QVERIFY(bodyOf(reply.get()) == body);
    const auto head = server.requests().at(0).head.toLower();
    QCOMPARE(head.contains("\r\ntransfer-encoding: chunked\r\n"), !sizeKnown);
    QCOMPARE(head.contains("\r\ncontent-length: 3000000\r\n"), sizeKnown);
}

void CurlUploadsTest::multiPart()
{
    EchoServer server;
    server.setFate([] { return EchoServer::Fate::Close; });
    CurlAccessManager manager;
    Reply first(manager.get(requestTo(server)));
    bodyOf(first.get());
    QHttpMultiPart parts(QHttpMultiPart::FormDataType);
    QHttpPart part;
    part.setHeader(QNetworkRequest::ContentDispositionHeader, QByteArray("form-data; name=\"field\""));
    part.setBody("hello");
    parts.append(part);
    Reply reply(manager.put(QNetworkRequest(server.url("/it")), &parts)); // meets a dead connection: sent again
    const auto body = bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QVERIFY(body.startsWith("--" + parts.boundary() + "\r\n"));
    QVERIFY(body.contains("\r\n\r\nhello\r\n"));
    QVERIFY(body.endsWith("--" + parts.boundary() + "--\r\n"));
    QCOMPARE(server.dropped().size(), size_t(1));
    QVERIFY(server.requests().at(1).head.contains(parts.boundary()));
}

void CurlUploadsTest::tellsItsProgress()
{
    EchoServer server;
    CurlAccessManager manager;
    const auto body = largeBody();
    Reply reply(manager.post(requestTo(server), body));
    QSignalSpy progress(reply.get(), &QNetworkReply::uploadProgress);
    bodyOf(reply.get());
    QVERIFY(progress.count() > 1);
    qint64 last = 0;
    for (const auto &one : std::as_const(progress)) {
        QVERIFY(one.at(0).toLongLong() > last);
        last = one.at(0).toLongLong();
        QCOMPARE(one.at(1).toLongLong(), body.size());
    }
    QCOMPARE(last, body.size());
}

void CurlUploadsTest::deviceThatEndsTooEarly()
{
    EchoServer server;
    CurlAccessManager manager;
    TricklingDevice device;
    auto request = requestTo(server);
    request.setHeader(QNetworkRequest::ContentLengthHeader, 10);
    Reply reply(manager.put(request, &device));
    device.give("hello");
    device.end();
    bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::ContentReSendError);
    QVERIFY(reply->errorString().contains(QStringLiteral("5 of 10")));
    QCOMPARE(server.requests().size(), size_t(0));
}

void CurlUploadsTest::deviceDeletedMeanwhile()
{
    EchoServer server;
    CurlAccessManager manager;
    auto device = std::make_unique<TricklingDevice>();
    Reply reply(manager.post(requestTo(server), device.get()));
    device->give("hello");
    QTRY_COMPARE(device->waiting(), 0);
    device.reset();
    bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::ContentReSendError);
    QCOMPARE(server.requests().size(), size_t(0));
}

void CurlUploadsTest::deviceClosedBeforeItsEnd_data()
{
    QTest::addColumn<qsizetype>("waiting");
    QTest::addColumn<bool>("whole");
    QTest::newRow("much unread") << qsizetype(3'000'000) << false;
    QTest::newRow("little unread") << qsizetype(1000) << true; // read while it closes
}

void CurlUploadsTest::deviceClosedBeforeItsEnd()
{
    QFETCH(qsizetype, waiting);
    QFETCH(bool, whole);
    EchoServer server;
    CurlAccessManager manager;
    TricklingDevice device;
    Reply reply(manager.put(requestTo(server), &device));
    device.give(QByteArray(waiting, 'x'));
    device.close();
    const auto echoed = bodyOf(reply.get());
    QCOMPARE(reply->error(), whole ? QNetworkReply::NoError : QNetworkReply::ContentReSendError);
    QCOMPARE(echoed.size(), whole ? waiting : 0);
}

namespace {

/// Runs code of its own when it is read.
class MeddlingDevice final : public QIODevice
{
public:
    explicit MeddlingDevice(std::function<void()> act) : m_act(std::move(act)) { open(ReadOnly | Unbuffered); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        std::exchange(m_act, [] {})();
        std::memset(data, 'x', size_t(maxSize));
        return maxSize;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::function<void()> m_act;
};

} // namespace

void CurlUploadsTest::deviceThatHarmsItsReader_data()
{
    QTest::addColumn<bool>("deletes");
    QTest::newRow("aborts") << false;
    QTest::newRow("deletes") << true;
}

void CurlUploadsTest::deviceThatHarmsItsReader()
{
    QFETCH(bool, deletes);
    EchoServer server;
    CurlAccessManager manager;
    QPointer<QNetworkReply> reply;
    bool acted = false;
    MeddlingDevice device([&] {
        acted = true;
        if (deletes)
            delete reply;
        else
            reply->abort();
    });
    reply = manager.post(requestTo(server), &device);
    QTRY_VERIFY(acted);
    QTRY_VERIFY(!reply || reply->isFinished());
    QCOMPARE(reply.isNull(), deletes);
    delete reply;
    Reply next(manager.post(requestTo(server), QByteArray("hello"))); // the manager is well
    QCOMPARE(bodyOf(next.get()), QByteArray("hello"));
}

void CurlUploadsTest::bodyOfAGet()
{
    EchoServer server;
    CurlAccessManager manager;
    Reply reply(manager.sendCustomRequest(requestTo(server), "GET", QByteArray("hello")));
    QCOMPARE(bodyOf(reply.get()), QByteArray("hello"));
    QCOMPARE(reply->rawHeader("X-Verb"), QByteArray("GET"));
    Reply head(manager.sendCustomRequest(requestTo(server), "HEAD", QByteArray("hello")));
    bodyOf(head.get());
    QCOMPARE(head->error(), QNetworkReply::ProtocolInvalidOperationError);
}

void CurlUploadsTest::abortWhileTheDeviceIsSilent()
{
    EchoServer server;
    CurlAccessManager manager;
    TricklingDevice device;
    Reply reply(manager.post(requestTo(server), &device));
    device.give("hello");
    QTRY_COMPARE(device.waiting(), 0);
    reply->abort();
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    device.give("more"); // nobody takes it
    reply.reset();
    device.give("more");
    QCOMPARE(device.waiting(), 8);
}

void CurlUploadsTest::answerBeforeTheBodyIsSent()
{
    RawServer server; // answers as soon as it has the head, and reads nothing more
    server.answer("/it", {"HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nno!", Then::Hold});
    CurlAccessManager manager;
    TricklingDevice device;
    Reply reply(manager.post(QNetworkRequest(server.url("/it")), &device));
    device.give("hello");
    QCOMPARE(bodyOf(reply.get()), QByteArray("no!"));
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 413);
    QCOMPARE(reply->error(), QNetworkReply::UnknownContentError);
}

void CurlUploadsTest::getAfterwardsIsPlain()
{
    EchoServer server;
    CurlAccessManager manager;
    Reply post(manager.post(requestTo(server), QByteArray("hello")));
    bodyOf(post.get());
    Reply get(manager.get(QNetworkRequest(server.url("/it"))));
    bodyOf(get.get());
    const auto head = server.requests().at(1).head;
    QVERIFY(head.startsWith("GET /it HTTP/1.1\r\n"));
    QVERIFY(!head.toLower().contains("content-length"));
    QVERIFY(!head.toLower().contains("transfer-encoding"));
    QCOMPARE(server.connections(), 1);
}

QTEST_GUILESS_MAIN(CurlUploadsTest)
#include "tst_curluploads.moc"
