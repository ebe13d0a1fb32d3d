// Content codings that CurlAccessManager asks for and undoes by itself.
#include "fetch/curl/curlaccessmanager.h"
#include "replies.h"
#include "support/rawserver.h"

#include <zstd.h>

using namespace sluice;
using namespace sluice::test;

class CurlCodingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoesWhatItAskedFor();
    void leavesWhatTheRequestAskedFor_data();
    void leavesWhatTheRequestAskedFor();
    void faults_data();
    void faults();
    void bombEnds();
    void headHasNoBodyToUndo();
    void nothingIsWholeWhateverItsCoding_data();
    void nothingIsWholeWhateverItsCoding();
};

static QByteArray zstd(const QByteArray &plain)
{
    QByteArray result(qsizetype(ZSTD_compressBound(size_t(plain.size()))), Qt::Uninitialized);
    result.truncate(qsizetype(ZSTD_compress(result.data(), size_t(result.size()), plain.constData(),
                                            size_t(plain.size()), ZSTD_CLEVEL_DEFAULT)));
    return result;
}

static const QByteArray isZstd("Content-Encoding: zstd\r\n");

void CurlCodingsTest::undoesWhatItAskedFor()
{
    const QByteArray plain(100'000, 'x');
    RawServer server;
    server.answer("/it", okAnswer(zstd(plain), isZstd));
    CurlAccessManager manager;
    Reply reply(manager.get(QNetworkRequest(server.url("/it"))));
    QVERIFY(bodyOf(reply.get()) == plain);
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->rawHeader("Content-Encoding"), QByteArray("zstd"));
    QVERIFY(!reply->hasRawHeader("Content-Length")); // it spoke of the coded body
    QVERIFY(server.requests().at(0).contains("Accept-Encoding: gzip, deflate, br, zstd\r\n"));
}

void CurlCodingsTest::leavesWhatTheRequestAskedFor_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("coding") << QByteArray("Accept-Encoding") << QByteArray("zstd");
    QTest::newRow("range") << QByteArray("Range") << QByteArray("bytes=0-");
}

void CurlCodingsTest::leavesWhatTheRequestAskedFor()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const auto coded = zstd("hello");
    RawServer server;
    server.answer("/it", okAnswer(coded, isZstd));
    CurlAccessManager manager;
    QNetworkRequest request(server.url("/it"));
    request.setRawHeader(name, value);
    Reply reply(manager.get(request));
    QCOMPARE(bodyOf(reply.get()), coded);
    QCOMPARE(reply->header(QNetworkRequest::ContentLengthHeader).toLongLong(), coded.size());
    QCOMPARE(server.requests().at(0).count("Accept-Encoding"), name == "Range" ? 0 : 1);
}

void CurlCodingsTest::faults_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("header");
    const auto coded = zstd(QByteArray(100'000, 'x'));
    QTest::newRow("cut") << coded.chopped(1) << isZstd;
    QTest::newRow("rubbish") << QByteArray("hello") << isZstd;
    QTest::newRow("not asked for") << coded << QByteArray("Content-Encoding: compress\r\n");
}

void CurlCodingsTest::faults()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, header);
    RawServer server;
    server.answer("/it", okAnswer(body, header));
    CurlAccessManager manager;
    Reply reply(manager.get(QNetworkRequest(server.url("/it"))));
    bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::UnknownContentError);
    QVERIFY(!reply->errorString().isEmpty());
}

void CurlCodingsTest::nothingIsWholeWhateverItsCoding_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("304") << QByteArray("HTTP/1.1 304 Same\r\nContent-Encoding: aws-chunked\r\n\r\n");
    QTest::newRow("204") << QByteArray("HTTP/1.1 204 None\r\nContent-Encoding: utf-8\r\n\r\n");
    QTest::newRow("empty") << okAnswer({}, "Content-Encoding: utf-8\r\n").bytes;
    QTest::newRow("empty, one we know") << okAnswer({}, isZstd).bytes;
}

void CurlCodingsTest::nothingIsWholeWhateverItsCoding()
{
    QFETCH(QByteArray, answer);
    RawServer server;
    server.answer("/it", {answer, Then::KeepAlive});
    CurlAccessManager manager;
    Reply reply(manager.get(QNetworkRequest(server.url("/it"))));
    QCOMPARE(bodyOf(reply.get()), QByteArray());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

void CurlCodingsTest::bombEnds()
{
    RawServer server;
    server.answer("/it", okAnswer(zstd(QByteArray(30'000'000, '\0')), isZstd));
    CurlAccessManager manager;
    QNetworkRequest request(server.url("/it"));
    Reply reply(manager.get(request));
    QVERIFY(bodyOf(reply.get()).size() < 12'000'000);
    QCOMPARE(reply->error(), QNetworkReply::UnknownContentError);
    request.setDecompressedSafetyCheckThreshold(-1);
    Reply trusted(manager.get(request));
    QCOMPARE(bodyOf(trusted.get()).size(), 30'000'000);
    QCOMPARE(trusted->error(), QNetworkReply::NoError);
}

void CurlCodingsTest::headHasNoBodyToUndo()
{
    RawServer server;
    server.answer("/it", {"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 9\r\n\r\n"});
    CurlAccessManager manager;
    Reply reply(manager.head(QNetworkRequest(server.url("/it"))));
    QCOMPARE(bodyOf(reply.get()), QByteArray());
    QCOMPARE(reply->header(QNetworkRequest::ContentLengthHeader).toInt(), 9);
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

QTEST_GUILESS_MAIN(CurlCodingsTest)
#include "tst_curlcodings.moc"
