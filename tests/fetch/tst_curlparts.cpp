// The pure parts of the curl-backed manager.
#include "fetch/curl/curlheaderblock.h"
#include "fetch/curl/curltimings.h"
#include "fetch/headerlines.h"

#include <QTest>

using namespace sluice;

class CurlPartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headerBlock_data();
    void headerBlock();
    void headerBlockHasABound();
    void phases_data();
    void phases();
};

void CurlPartsTest::headerBlock_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArray>("parsed"); // status reason|name=value|...
    const auto row = [](const char *name, const char *lines, const char *parsed) {
        QTest::newRow(name) << QByteArray(lines).split('~') << QByteArray(parsed);
    };
    row("usual", "HTTP/1.1 200 OK\r\n~A: b\r\n~\r\n", "200 OK|A=b");
    row("line feeds only", "HTTP/1.1 200 OK\n~A: b\n~\n", "200 OK|A=b");
    row("reason of two words", "HTTP/1.1 404 Not Found\r\n~\r\n", "404 Not Found");
    row("no reason", "HTTP/1.1 200\r\n~\r\n", "200 ");
    row("interim ones are forgotten", "HTTP/1.1 103 Early\r\n~A: b\r\n~\r\n~HTTP/1.1 200 OK\r\n~C: d\r\n~\r\n",
        "200 OK|C=d");
    row("trailers are ignored", "HTTP/1.1 200 OK\r\n~A: b\r\n~\r\n~X: y\r\n~\r\n", "200 OK|A=b");
    row("folded", "HTTP/1.1 200 OK\r\n~A: b\r\n~  c\r\n~\r\n", "200 OK|A=b c");
    row("repeated", "HTTP/1.1 200 OK\r\n~A: b\r\n~a: c\r\n~\r\n", "200 OK|A=b, c");
    row("cookies", "HTTP/1.1 200 OK\r\n~Set-Cookie: b\r\n~set-cookie: c\r\n~\r\n", "200 OK|Set-Cookie=b\nc");
    row("empty value", "HTTP/1.1 200 OK\r\n~A:\r\n~\r\n", "200 OK|A=");
    row("spaces", "HTTP/1.1 200 OK\r\n~A:   b  \r\n~\r\n", "200 OK|A=b");
    row("no colon", "HTTP/1.1 200 OK\r\n~rubbish\r\n~\r\n", "200 OK");
    row("unfinished", "HTTP/1.1 200 OK\r\n~A: b\r\n", "incomplete");
}

void CurlPartsTest::headerBlock()
{
    QFETCH(QByteArrayList, lines);
    QFETCH(QByteArray, parsed);
    CurlHeaderBlock block;
    for (const auto &line : lines)
        block.take(line);
    auto text = QByteArray::number(block.status()) + ' ' + block.reason();
    for (const auto &[name, value] : headerFields(block.lines()))
        text += '|' + name + '=' + value;
    QCOMPARE(block.isComplete() ? text : QByteArray("incomplete"), parsed);
}

void CurlPartsTest::headerBlockHasABound()
{
    CurlHeaderBlock block;
    const QByteArray line = "A: " + QByteArray(1000, 'x') + "\r\n";
    auto progress = block.take("HTTP/1.1 200 OK\r\n");
    int taken = 0;
    for (; progress == CurlHeaderBlock::Progress::Incomplete; ++taken)
        progress = block.take(line);
    QCOMPARE(progress, CurlHeaderBlock::Progress::TooLarge);
    QVERIFY(taken > 200 && taken <= 262);

    CurlHeaderBlock manyFields;
    taken = 0;
    for (progress = manyFields.take("HTTP/1.1 200 OK\r\n"); progress == CurlHeaderBlock::Progress::Incomplete; ++taken)
        progress = manyFields.take("A: b\r\n");
    QCOMPARE(progress, CurlHeaderBlock::Progress::TooLarge);
    QCOMPARE(taken, CurlHeaderBlock::maxFields);
}

void CurlPartsTest::phases_data()
{
    QTest::addColumn<QList<qint64>>("marks"); // name, connect, app, pre, start, total
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QList<qint64>>("phases"); // dns, connect, tls, first byte, body
    const auto row = [](const char *name, const QList<qint64> &marks, bool tls, const QList<qint64> &phases) {
        QTest::newRow(name) << marks << tls << phases;
    };
    row("plain", {10, 30, 0, 31, 100, 150}, false, {10, 20, 0, 70, 50});
    row("TLS", {10, 30, 60, 61, 100, 150}, true, {10, 20, 31, 39, 50});
    row("reused", {5, 0, 0, 6, 40, 45}, false, {5, 0, 0, 35, 5});
    row("reused TLS", {5, 0, 0, 6, 40, 45}, true, {5, 0, 1, 34, 5});
    row("no address", {0, 0, 0, 0, 0, 70}, false, {70, 0, 0, 0, 0});
    row("refused", {10, 0, 0, 0, 0, 70}, false, {10, 60, 0, 0, 0});
    row("handshake failed", {10, 30, 0, 0, 0, 70}, true, {10, 20, 40, 0, 0});
    row("no answer on a reused one", {5, 0, 0, 6, 0, 70}, false, {5, 0, 0, 65, 0});
    row("no answer", {10, 30, 0, 31, 0, 70}, false, {10, 20, 0, 40, 0});
    row("marks out of order", {10, 5, 0, 6, 4, 3}, false, {10, 0, 0, 0, 0});
}

void CurlPartsTest::phases()
{
    QFETCH(QList<qint64>, marks);
    QFETCH(bool, tls);
    QFETCH(QList<qint64>, phases);
    const auto timings = phaseTimings({marks[0], marks[1], marks[2], marks[3], marks[4], marks[5]}, tls);
    const QList<qint64> found{timings.dns.count(), timings.connect.count(), timings.tls.count(),
                              timings.firstByte.count(), timings.body.count()};
    QCOMPARE(found, phases);
}

QTEST_GUILESS_MAIN(CurlPartsTest)
#include "tst_curlparts.moc"
