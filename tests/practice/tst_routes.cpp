#include "rawclient.h"

#include "practice/practiceserver.h"

#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace sluice;
using sluice::test::RawClient;
using namespace Qt::StringLiterals;

class RoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answers_data();
    void answers();
    void headHasNoBody_data();
    void headHasNoBody();
    void explainsWrongUse_data();
    void explainsWrongUse();
    void bytesRepeatBySeed();
    void bytesAreTheSameInOnePieceAndInMany();
    void delays();
    void dripsEvenly();
    void flakyRecoversPerId();
    void gzipUnpacks();
    void redirectsCountDown();
    void etagKnowsWhatTheClientHas();
    void etagServesRanges();
    void picturesDifferBySeedAndRepeat();
    void truncatesAndCloses();
    void resets();
    void hangs();
    void listsWhatPracticeListGives();

private:
    RawClient client() const { return RawClient(m_base); }

    PracticeServer m_server;
    QUrl m_base;
};

void RoutesTest::initTestCase()
{
    const auto base = m_server.start();
    QVERIFY(base);
    m_base = base.value();
    QCOMPARE(m_base.host(), u"127.0.0.1"_s);
}

void RoutesTest::answers_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("contains");
    const auto text = "text/plain; charset=utf-8"_ba;
    const auto page = "text/html; charset=utf-8"_ba;
    QTest::newRow("index") << "/"_ba << 200 << page << "<code>/delay/S</code>"_ba;
    QTest::newRow("delay") << "/delay/0"_ba << 200 << text << "waited 0 s"_ba;
    QTest::newRow("status 200") << "/status/200"_ba << 200 << text << "200 OK"_ba;
    QTest::newRow("status 404") << "/status/404"_ba << 404 << text << "404 Not Found"_ba;
    QTest::newRow("status 599") << "/status/599"_ba << 599 << text << "599"_ba;
    QTest::newRow("status 204") << "/status/204"_ba << 204 << QByteArray("") << ""_ba;
    QTest::newRow("json") << "/json/7"_ba << 200 << "application/json"_ba
                          << R"("next":"/json/8")"_ba;
    QTest::newRow("html") << "/html/7"_ba << 200 << page << R"(<a href="/json/7">)"_ba;
    QTest::newRow("redirect 0") << "/redirect/0"_ba << 200 << text << "arrived"_ba;
    QTest::newRow("no bytes") << "/bytes/0"_ba << 200 << "application/octet-stream"_ba << QByteArray("");
    QTest::newRow("image") << "/image/32/16"_ba << 200 << "image/jpeg"_ba
                           << "JFIF"_ba;
    QTest::newRow("list") << "/list?n=1"_ba << 200 << text << "http://127.0.0.1:"_ba;
    QTest::newRow("unknown") << "/favicon.ico"_ba << 404 << text << "no such path"_ba;
    QTest::newRow("absolute form") << "http://127.0.0.1/status/200"_ba << 200 << text << "200 OK"_ba;
}

void RoutesTest::answers()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, contains);
    const auto answer = client().get(target);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.field("content-type"), contentType);
    QVERIFY2(answer.body.contains(contains), answer.body.constData());
}

void RoutesTest::headHasNoBody_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"/", "/delay/0.01", "/bytes/10", "/bytes/1000000", "/drip?bytes=10&seconds=9", "/status/404", "/json/1",
          "/html/1", "/gzip", "/image/20/20", "/redirect/1", "/etag/a", "/list?n=5", "/stats"})
        QTest::newRow(target) << QByteArray(target);
}

void RoutesTest::headHasNoBody()
{
    QFETCH(QByteArray, target);
    auto connection = client();
    const auto head = connection.get(target, {}, "HEAD");
    QVERIFY(head.status > 0);
    QCOMPARE(connection.get("/delay/0").body, "waited 0 s\n"_ba); // had a body come, this would begin with it
    QVERIFY(head.fields.contains("content-length") || head.field("transfer-encoding") == "chunked");
}

void RoutesTest::explainsWrongUse_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"/delay", "/delay/soon", "/delay/-1", "/delay/nan", "/delay/1e9", "/bytes/-1", "/bytes/",
          "/bytes/99999999999999999999", "/status/99", "/status/600", "/image/10", "/image/0/10", "/image/5000/10",
          "/image/10/10/10", "/redirect/-1", "/retry-after/x", "/etag/", "/json/x"})
        QTest::newRow(target) << QByteArray(target);
}

void RoutesTest::explainsWrongUse()
{
    QFETCH(QByteArray, target);
    auto connection = client();
    const auto answer = connection.get(target);
    QCOMPARE(answer.status, 400);
    QVERIFY2(answer.body.startsWith("Write /"), answer.body.constData());
    QCOMPARE(connection.get("/status/200").status, 200);
}

void RoutesTest::bytesRepeatBySeed()
{
    auto connection = client();
    const auto first = connection.get("/bytes/1000?seed=1").body;
    QCOMPARE(first.size(), 1000);
    QCOMPARE(connection.get("/bytes/1000?seed=1").body, first);
    QVERIFY(connection.get("/bytes/1000?seed=2").body != first);
}

void RoutesTest::bytesAreTheSameInOnePieceAndInMany()
{
    auto connection = client();
    const auto large = connection.get("/bytes/3000001?seed=5");
    QCOMPARE(large.body.size(), 3'000'001);
    QCOMPARE(large.body.first(60'000), connection.get("/bytes/60000?seed=5").body);
}

void RoutesTest::delays()
{
    auto connection = client();
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(connection.get("/delay/0.25").status, 200);
    const auto elapsed = clock.elapsed();
    QVERIFY2(elapsed >= 250 && elapsed < 1000, qPrintable(QString::number(elapsed)));
}

void RoutesTest::dripsEvenly()
{
    auto connection = client();
    QElapsedTimer clock;
    clock.start();
    connection.send(RawClient::request("/drip?bytes=3&seconds=1.5"));
    QCOMPARE(connection.answer(false).field("content-length"), "3"_ba);
    QVERIFY(clock.elapsed() < 500);
    connection.socket().waitForReadyRead(5000);
    QVERIFY(clock.elapsed() >= 500);
    QCOMPARE(connection.socket().bytesAvailable(), 1);
    while (connection.socket().bytesAvailable() < 3)
        QVERIFY(connection.socket().waitForReadyRead(5000));
    QVERIFY(clock.elapsed() >= 1500);
    QVERIFY(clock.elapsed() < 3000);
}

void RoutesTest::flakyRecoversPerId()
{
    auto connection = client();
    QList<int> statuses;
    for (const char *target : {"/flaky?fail=2&id=a", "/flaky?fail=2&id=a", "/flaky?fail=1&id=b", "/flaky?fail=2&id=a",
                               "/flaky?fail=2&id=a", "/flaky?fail=1&id=b", "/flaky?fail=0&id=c"})
        statuses += connection.get(target).status;
    QCOMPARE(statuses, (QList<int>{503, 503, 503, 200, 200, 200, 200}));
}

void RoutesTest::gzipUnpacks()
{
    const auto answer = client().get("/gzip");
    QCOMPARE(answer.field("content-encoding"), "gzip"_ba);
    QProcess gunzip;
    gunzip.start(u"gzip"_s, {u"-dc"_s});
    gunzip.write(answer.body);
    gunzip.closeWriteChannel();
    QVERIFY(gunzip.waitForFinished());
    QCOMPARE(gunzip.exitCode(), 0); // it checks CRC and length
    const auto text = gunzip.readAllStandardOutput();
    QCOMPARE(text.size(), 100'000);
    QVERIFY(text.startsWith("Water finds its way"));
}

void RoutesTest::redirectsCountDown()
{
    auto connection = client();
    auto answer = connection.get("/redirect/2?i=9");
    QCOMPARE(answer.status, 302);
    QCOMPARE(answer.field("location"), "/redirect/1?i=9"_ba);
    answer = connection.get(answer.field("location"));
    QCOMPARE(answer.field("location"), "/redirect/0?i=9"_ba);
    QCOMPARE(connection.get(answer.field("location")).status, 200);
}

void RoutesTest::etagKnowsWhatTheClientHas()
{
    auto connection = client();
    const auto whole = connection.get("/etag/v1");
    QCOMPARE(whole.field("etag"), "\"v1\""_ba);
    QCOMPARE(whole.body.size(), 10'000);
    const auto unchanged = connection.get("/etag/v1", "If-None-Match: \"v0\", \"v1\"\r\n");
    QCOMPARE(unchanged.status, 304);
    QCOMPARE(unchanged.field("etag"), "\"v1\""_ba);
    QVERIFY(unchanged.body.isEmpty());
    QCOMPARE(connection.get("/etag/v2", "If-None-Match: \"v1\"\r\n").status, 200);
}

void RoutesTest::etagServesRanges()
{
    auto connection = client();
    const auto whole = connection.get("/etag/v1").body;
    const auto part = connection.get("/etag/v1", "Range: bytes=9000-\r\nIf-Range: \"v1\"\r\n");
    QCOMPARE(part.status, 206);
    QCOMPARE(part.field("content-range"), "bytes 9000-9999/10000"_ba);
    QCOMPARE(part.body, whole.sliced(9000));
    QCOMPARE(connection.get("/etag/v1", "Range: bytes=9000-\r\nIf-Range: \"v0\"\r\n").body, whole);
    const auto beyond = connection.get("/etag/v1", "Range: bytes=10000-\r\n");
    QCOMPARE(beyond.status, 416);
    QCOMPARE(beyond.field("content-range"), "bytes */10000"_ba);
}

void RoutesTest::picturesDifferBySeedAndRepeat()
{
    auto connection = client();
    const auto picture = connection.get("/image/120/80?seed=1").body;
    const auto image = QImage::fromData(picture, "jpeg");
    QCOMPARE(image.size(), QSize(120, 80));
    QCOMPARE(connection.get("/image/120/80?seed=1").body, picture);
    QVERIFY(QImage::fromData(connection.get("/image/120/80?seed=2").body, "jpeg") != image);
    const auto sameDrawing = connection.get("/image/120/80?seed=65").body; // only 64 are drawn of a size
    QVERIFY(sameDrawing != picture);
    QCOMPARE(QImage::fromData(sameDrawing, "jpeg"), image);
}

void RoutesTest::truncatesAndCloses()
{
    auto connection = client();
    const auto answer = connection.get("/truncate");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.field("content-length"), "10000"_ba);
    QCOMPARE(answer.body.size(), 5'000);
    QVERIFY(connection.isClosedByServer());
}

void RoutesTest::resets()
{
    auto connection = client();
    QCOMPARE(connection.get("/reset").status, 0);
    QCOMPARE(connection.socket().error(), QTcpSocket::RemoteHostClosedError);
    QVERIFY2(connection.socket().errorString().contains(u"reset"_s) ||
                 connection.socket().errorString().contains(u"closed"_s),
             qPrintable(connection.socket().errorString()));
}

void RoutesTest::hangs()
{
    auto connection = client();
    connection.send(RawClient::request("/hang"));
    QVERIFY(!connection.socket().waitForReadyRead(300));
    QCOMPARE(connection.socket().state(), QTcpSocket::ConnectedState);
}

void RoutesTest::listsWhatPracticeListGives()
{
    const auto lines = QString::fromLatin1(client().get("/list?n=5000").body).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines, practiceList(m_base, 5000));
}

QTEST_GUILESS_MAIN(RoutesTest)
#include "tst_routes.moc"
