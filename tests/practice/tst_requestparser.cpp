#include "practice/requestparser.h"

#include <QTest>

using namespace sluice;
using State = ParsedRequest::State;
using namespace Qt::StringLiterals;

class RequestParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsARequest();
    void findsFields_data();
    void findsFields();
    void findsQueryValues_data();
    void findsQueryValues();
    void knowsWhetherToKeepTheConnection_data();
    void knowsWhetherToKeepTheConnection();
    void refuses_data();
    void refuses();
    void waitsForEveryMissingByte();
    void limitsTheHead();
};

void RequestParserTest::splitsARequest()
{
    const QByteArray buffer = "\r\nGET /bytes/5?seed=7 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET";
    const auto parsed = parseRequest(buffer);
    QCOMPARE(parsed.state, State::Complete);
    QCOMPARE(buffer.sliced(parsed.consumed), "abcGET"_ba);
    QCOMPARE(parsed.request.method.toByteArray(), "GET"_ba);
    QCOMPARE(parsed.request.target.toByteArray(), "/bytes/5?seed=7"_ba);
    QCOMPARE(parsed.request.path.toByteArray(), "/bytes/5"_ba);
    QCOMPARE(parsed.request.query.toByteArray(), "seed=7"_ba);
    QCOMPARE(parsed.request.contentLength, 3);
}

void RequestParserTest::findsFields_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("any case") << "range"_ba
                              << "bytes=1-2"_ba;
    QTest::newRow("spaces are not part of it") << "x-spaced"_ba
                                               << "a b"_ba;
    QTest::newRow("empty") << "x-empty"_ba << QByteArray("");
    QTest::newRow("absent") << "x-absent"_ba << QByteArray();
    QTest::newRow("beginning of another name") << "ran"_ba << QByteArray();
}

void RequestParserTest::findsFields()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const QByteArray buffer =
        "GET / HTTP/1.1\r\nHost: a\r\nRANGE:bytes=1-2\r\nX-Spaced: \t a b \r\nX-Empty:\r\nRange: bytes=9-\r\n\r\n";
    const auto parsed = parseRequest(buffer);
    QCOMPARE(parsed.state, State::Complete);
    QCOMPARE(parsed.request.field(name).isNull(), value.isNull());
    QCOMPARE(parsed.request.field(name).toByteArray(), value);
}

void RequestParserTest::findsQueryValues_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("only") << "id=4"_ba
                          << "4"_ba;
    QTest::newRow("last") << "a=1&id=4"_ba
                          << "4"_ba;
    QTest::newRow("first of two") << "id=1&id=2"_ba
                                  << "1"_ba;
    QTest::newRow("not the end of another") << "guid=1&id=2"_ba
                                            << "2"_ba;
    QTest::newRow("empty") << "id="_ba << QByteArray("");
    QTest::newRow("none") << "a=1"_ba << QByteArray();
    QTest::newRow("no query") << QByteArray("") << QByteArray();
}

void RequestParserTest::findsQueryValues()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, value);
    QCOMPARE(queryValue(query, "id").isNull(), value.isNull());
    QCOMPARE(queryValue(query, "id").toByteArray(), value);
}

void RequestParserTest::knowsWhetherToKeepTheConnection_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("keepAlive");
    QTest::newRow("1.1") << "1.1"_ba << QByteArray("") << true;
    QTest::newRow("1.1 close") << "1.1"_ba
                               << "TE, Close"_ba << false;
    QTest::newRow("1.0") << "1.0"_ba << QByteArray("") << false;
    QTest::newRow("1.0 keep-alive") << "1.0"_ba
                                    << "Keep-Alive"_ba << true;
}

void RequestParserTest::knowsWhetherToKeepTheConnection()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    QFETCH(bool, keepAlive);
    const QByteArray buffer = "GET / HTTP/" + version + "\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n";
    QCOMPARE(parseRequest(buffer).request.keepAlive, keepAlive);
}

void RequestParserTest::refuses_data()
{
    QTest::addColumn<QByteArray>("buffer");
    QTest::addColumn<int>("status");
    QTest::newRow("TLS") << "\x16\x03\x01"_ba << 400;
    QTest::newRow("one word") << "GET\r\n\r\n"_ba << 400;
    QTest::newRow("no version") << "GET /\r\n\r\n"_ba << 400;
    QTest::newRow("HTTP/2") << "PRI * HTTP/2.0\r\n\r\n"_ba << 400;
    QTest::newRow("no path") << "GET bytes HTTP/1.1\r\nHost: a\r\n\r\n"_ba << 400;
    QTest::newRow("space in the path") << "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"_ba << 400;
    QTest::newRow("control in the path") << "GET /a\x01 HTTP/1.1\r\nHost: a\r\n\r\n"_ba << 400;
    QTest::newRow("method is no word") << "G(T / HTTP/1.1\r\nHost: a\r\n\r\n"_ba << 400;
    QTest::newRow("no host") << "GET / HTTP/1.1\r\n\r\n"_ba << 400;
    QTest::newRow("no colon") << "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n"_ba << 400;
    QTest::newRow("space before colon") << "GET / HTTP/1.1\r\nHost : a\r\n\r\n"_ba << 400;
    QTest::newRow("folded line") << "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n"_ba << 400;
    QTest::newRow("NUL") << QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 29) << 400;
    QTest::newRow("length negative") << "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"_ba << 400;
    QTest::newRow("length a word") << "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: ten\r\n\r\n"_ba << 400;
    QTest::newRow("length too long") << "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"_ba
                                     << 400;
    QTest::newRow("two lengths") << "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"_ba
                                 << 400;
    QTest::newRow("chunked body") << "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"_ba << 501;
}

void RequestParserTest::refuses()
{
    QFETCH(QByteArray, buffer);
    QFETCH(int, status);
    const auto parsed = parseRequest(buffer);
    QCOMPARE(parsed.state, State::Bad);
    QCOMPARE(parsed.badStatus, status);
    QVERIFY(QByteArray(parsed.reason).endsWith('.'));
}

void RequestParserTest::waitsForEveryMissingByte()
{
    const QByteArray whole = "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n";
    for (qsizetype size = 0; size < whole.size(); ++size)
        QCOMPARE(parseRequest(whole.first(size)).state, State::Incomplete);
    QCOMPARE(parseRequest(whole).consumed, whole.size());
    const QByteArray bare = "GET / HTTP/1.1\nHost: a\n\n";
    QCOMPARE(parseRequest(bare).consumed, bare.size());
}

void RequestParserTest::limitsTheHead()
{
    const auto head = [](qsizetype size) {
        const QByteArray start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
        return start + QByteArray(size - start.size() - 4, 'x') + "\r\n\r\n";
    };
    QCOMPARE(parseRequest(head(maxRequestHead)).state, State::Complete);
    QCOMPARE(parseRequest(head(maxRequestHead + 1)).badStatus, 431);
    QCOMPARE(parseRequest(head(maxRequestHead + 1)).state, State::Bad);
    QCOMPARE(parseRequest(QByteArray(maxRequestHead, 'A')).state, State::Bad);
    QCOMPARE(parseRequest(QByteArray(maxRequestHead * 2, '\n')).state, State::Bad);
}

QTEST_GUILESS_MAIN(RequestParserTest)
#include "tst_requestparser.moc"
