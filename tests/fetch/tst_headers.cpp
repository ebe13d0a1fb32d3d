#include "fetch/headers.h"

#include <QTest>

using namespace sluice;

class HeadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
};

void HeadersTest::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("plain") << QStringLiteral("X-Key: abc") << QByteArray("X-Key") << QByteArray("abc");
    QTest::newRow("no space") << QStringLiteral("a:b") << QByteArray("a") << QByteArray("b");
    QTest::newRow("spaces around") << QStringLiteral("a: \t b c \t") << QByteArray("a") << QByteArray("b c");
    QTest::newRow("empty value") << QStringLiteral("a:") << QByteArray("a") << QByteArray("");
    QTest::newRow("colons") << QStringLiteral("Referer: http://a:1/") << QByteArray("Referer")
                            << QByteArray("http://a:1/");
    QTest::newRow("UTF-8") << QStringLiteral("a: ä") << QByteArray("a") << QByteArray("\xc3\xa4");
    QTest::newRow("every token sign") << QStringLiteral("!#$%&'*+-.^_`|~09azAZ: x")
                                      << QByteArray("!#$%&'*+-.^_`|~09azAZ") << QByteArray("x");
}

void HeadersTest::parses()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const auto header = parseHeader(text);
    QVERIFY(header);
    QCOMPARE(header.value().first, name);
    QCOMPARE(header.value().second, value);
    QVERIFY(isSendableHeader(name, value));
}

void HeadersTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no colon") << QStringLiteral("X-Key");
    QTest::newRow("empty") << QString();
    QTest::newRow("no name") << QStringLiteral(": x");
    QTest::newRow("space in name") << QStringLiteral("X Key: x");
    QTest::newRow("space before colon") << QStringLiteral("X-Key : x");
    QTest::newRow("name not ASCII") << QStringLiteral("Ä: x");
    QTest::newRow("slash in name") << QStringLiteral("a/b: x");
    QTest::newRow("line feed") << QStringLiteral("a: b\nEvil: 1");
    QTest::newRow("carriage return") << QStringLiteral("a: b\rEvil: 1");
    QTest::newRow("NUL") << QStringLiteral("a: b") + QChar(0) + u'c';
    QTest::newRow("NUL in name") << QString(QStringLiteral("a") + QChar(0) + QStringLiteral(": c"));
    QTest::newRow("escape") << QStringLiteral("a: \x1b[2J");
    QTest::newRow("DEL") << QStringLiteral("a: \x7f");
    QTest::newRow("length") << QStringLiteral("content-length: 5");
    QTest::newRow("framing") << QStringLiteral("Transfer-Encoding: chunked");
}

void HeadersTest::refuses()
{
    QFETCH(QString, text);
    const auto header = parseHeader(text);
    QVERIFY(header.failed());
    QCOMPARE(header.error().kind, ErrorKind::Input);
    QVERIFY(!header.error().message.contains(u'\n'));
}

QTEST_GUILESS_MAIN(HeadersTest)
#include "tst_headers.moc"
