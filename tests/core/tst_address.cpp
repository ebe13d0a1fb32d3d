#include "core/address.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace sluice;

class AddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void refusesUnreadableFiles();

private:
    QTemporaryDir m_folder;
};

void AddressTest::initTestCase()
{
    QVERIFY(QDir::setCurrent(m_folder.path()));
    QVERIFY(QDir().mkdir(u"folder"_qs));
    for (const auto &name : {u"plain.txt"_qs, u"with space.txt"_qs, u"50%.txt"_qs, u"tag#1.txt"_qs}) {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
}

void AddressTest::accepts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");

    const auto folder = QDir::current().absolutePath();
    QTest::newRow("http") << u"http://example.org/a?b=c"_qs << u"http://example.org/a?b=c"_qs;
    QTest::newRow("https") << u"https://example.org"_qs << u"https://example.org"_qs;
    QTest::newRow("upper case") << u"HTTPS://EXAMPLE.org/Path"_qs << u"https://example.org/Path"_qs;
    QTest::newRow("white space round it") << u" \thttp://example.org/\r\n"_qs << u"http://example.org/"_qs;
    QTest::newRow("fragment dropped") << u"http://example.org/a#part"_qs << u"http://example.org/a"_qs;
    QTest::newRow("port") << u"http://example.org:8080/"_qs << u"http://example.org:8080/"_qs;
    QTest::newRow("ipv4") << u"http://127.0.0.1:1/"_qs << u"http://127.0.0.1:1/"_qs;
    QTest::newRow("ipv6") << u"http://[::1]:8080/"_qs << u"http://[::1]:8080/"_qs;
    QTest::newRow("space inside is encoded") << u"http://example.org/a b"_qs << u"http://example.org/a%20b"_qs;
    QTest::newRow("encoding is kept") << u"http://example.org/a%2Fb%0D%0Ac"_qs << u"http://example.org/a%2Fb%0D%0Ac"_qs;
    QTest::newRow("letters outside ASCII")
        << u"https://bücher.example/ü"_qs << u"https://xn--bcher-kva.example/%C3%BC"_qs;
    QTest::newRow("relative file") << u"plain.txt"_qs << QString(u"file://"_qs + folder + u"/plain.txt"_qs);
    QTest::newRow("absolute file") << QString(folder + u"/plain.txt"_qs)
                                   << QString(u"file://"_qs + folder + u"/plain.txt"_qs);
    QTest::newRow("file with a space") << u"with space.txt"_qs
                                       << QString(u"file://"_qs + folder + u"/with%20space.txt"_qs);
    QTest::newRow("file with signs") << u"50%.txt"_qs << QString(u"file://"_qs + folder + u"/50%25.txt"_qs);
    QTest::newRow("file with a #") << u"tag#1.txt"_qs << QString(u"file://"_qs + folder + u"/tag%231.txt"_qs);
    QTest::newRow("file address") << QString(u"file://"_qs + folder + u"/with%20space.txt"_qs)
                                  << QString(u"file://"_qs + folder + u"/with%20space.txt"_qs);
    QTest::newRow("file in upper case") << QString(u"FILE://"_qs + folder + u"/plain.txt"_qs)
                                        << QString(u"file://"_qs + folder + u"/plain.txt"_qs);
}

void AddressTest::accepts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto url = parseAddress(text);
    QVERIFY2(url, url.failed() ? qPrintable(url.error().message) : "");
    QCOMPARE(url.value().toString(QUrl::FullyEncoded), expected);
}

void AddressTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");

    const auto unknown = u"neither an http(s) address nor an existing file"_qs;
    QTest::newRow("empty") << QString() << u"the address is empty"_qs;
    QTest::newRow("blank") << u" \t "_qs << u"the address is empty"_qs;
    QTest::newRow("word") << u"example"_qs << unknown;
    QTest::newRow("host without scheme") << u"example.org/a"_qs << unknown;
    QTest::newRow("mailto") << u"mailto:a@example.org"_qs << unknown;
    QTest::newRow("one slash") << u"http:/example.org"_qs << unknown;
    QTest::newRow("ftp") << u"ftp://example.org/a"_qs << u"scheme “ftp” is not supported: use http or https"_qs;
    QTest::newRow("javascript") << u"javascript://a"_qs
                                << u"scheme “javascript” is not supported: use http or https"_qs;
    QTest::newRow("no host") << u"http://"_qs << u"the address names no host"_qs;
    QTest::newRow("path only") << u"http:///a"_qs << u"the address names no host"_qs;
    QTest::newRow("port too large") << u"http://example.org:99999/"_qs << u"not a valid address: "_qs;
    QTest::newRow("port not a number") << u"http://example.org:http/"_qs << u"not a valid address: "_qs;
    QTest::newRow("space in the host") << u"http://exa mple.org/"_qs << u"not a valid address: "_qs;
    QTest::newRow("open bracket") << u"http://[::1/"_qs << u"not a valid address: "_qs;
    QTest::newRow("line end inside") << u"http://example.org/\r\nX: 1"_qs
                                     << u"the address contains a control character"_qs;
    QTest::newRow("null inside") << QString(u"http://example.org/"_qs + QChar(u'\0') + u'a')
                                 << u"the address contains a control character"_qs;
    QTest::newRow("missing file") << u"file:///no/such/file"_qs << unknown;
    QTest::newRow("folder") << u"folder"_qs << u"is not a regular file"_qs;
    QTest::newRow("device") << u"/dev/null"_qs << u"is not a regular file"_qs;
}

void AddressTest::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, reason);
    const auto url = parseAddress(text);
    QVERIFY2(url.failed(), url ? qPrintable(url.value().toString()) : "");
    QCOMPARE(url.error().kind, ErrorKind::Input);
    QVERIFY2(url.error().message.startsWith(reason), qPrintable(url.error().message));
    QVERIFY(!url.error().message.endsWith(u' '));
}

void AddressTest::refusesUnreadableFiles()
{
    if (::geteuid() == 0)
        QSKIP("the administrator may read everything");
    QFile file(u"secret.txt"_qs);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions({}));
    const auto url = parseAddress(file.fileName());
    QVERIFY(url.failed());
    QCOMPARE(url.error().message, u"the file may not be read"_qs);
}

QTEST_GUILESS_MAIN(AddressTest)
#include "tst_address.moc"
