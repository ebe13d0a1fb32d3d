#include "fetch/hostscope.h"
#include "fetch/redirect.h"

#include <QTest>

using namespace sluice;

class RedirectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void follows_data();
    void follows();
    void refuses_data();
    void refuses();
    void noRedirect_data();
    void noRedirect();
    void credentials_data();
    void credentials();
    void userinfo_data();
    void userinfo();
    void hostScope_data();
    void hostScope();
};

namespace {

FetchResponse response(int status, const QByteArray &location)
{
    FetchResponse response;
    response.status = status;
    appendHeaderLine(&response.headers, "Location", location);
    return response;
}

Result<std::optional<FetchRequest>> redirect(const QString &typed, const QString &from, const QByteArray &location)
{
    return redirectOf(QUrl(typed), FetchRequest{QUrl(from)}, response(302, location));
}

} // namespace

void RedirectTest::follows_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("to");
    const auto row = [](const char *name, const char *from, const char *location, const char *to) {
        QTest::newRow(name) << QString::fromLatin1(from) << QByteArray(location) << QString::fromLatin1(to);
    };
    row("absolute", "http://a.org/x", "http://b.org/y?z=1", "http://b.org/y?z=1");
    row("absolute path", "http://a.org/x/y?q", "/z", "http://a.org/z");
    row("relative path", "http://a.org/x/y?q", "z", "http://a.org/x/z");
    row("upwards", "http://a.org/x/y/z", "../w", "http://a.org/x/w");
    row("beyond the root", "http://a.org/x", "../../../w", "http://a.org/w");
    row("query only", "http://a.org/x?a", "?b", "http://a.org/x?b");
    row("same scheme", "https://a.org/x", "//b.org/y", "https://b.org/y");
    row("to https", "http://a.org/", "https://a.org/", "https://a.org/");
    row("fragment is never sent", "http://a.org/", "/y#part", "http://a.org/y");
    row("upper-case scheme", "http://a.org/", "HTTP://b.org/", "http://b.org/");
    row("space", "http://a.org/", "/a b", "http://a.org/a%20b");
    row("UTF-8", "http://a.org/", "/\xc3\xa4", "http://a.org/%C3%A4");
    row("white space around", "http://a.org/", "  /y  ", "http://a.org/y");
    row("local to local", "http://127.0.0.1:8080/", "http://localhost/", "http://localhost/");
}

void RedirectTest::follows()
{
    QFETCH(QString, from);
    QFETCH(QByteArray, location);
    QFETCH(QString, to);
    const auto next = redirect(from, from, location);
    QVERIFY(next && next.value());
    QCOMPARE(QString::fromLatin1(next.value()->url.toEncoded()), to);
    QCOMPARE(next.value()->method, QByteArray("GET"));
}

void RedirectTest::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QByteArray>("location");
    const auto row = [](const char *name, const char *from, const char *location, const char *typed = nullptr) {
        QTest::newRow(name) << QString::fromLatin1(typed ? typed : from) << QString::fromLatin1(from)
                            << QByteArray(location);
    };
    row("file", "http://a.org/", "file:///etc/passwd");
    row("data", "http://a.org/", "data:text/html,x");
    row("qrc", "http://a.org/", "qrc:/x");
    row("ftp", "http://a.org/", "ftp://a.org/");
    row("javascript", "http://a.org/", "javascript:alert(1)");
    row("no host", "http://a.org/", "http:///x");
    row("not an address", "http://a.org/", "http://a.org:port/");
    row("https to http", "https://a.org/", "http://a.org/");
    for (const auto *host : {"127.0.0.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]",
                             "localhost", "localhost.", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254",
                             "0.0.0.0", "[fe80::1]", "[fc00::1]", "127.0.0.1.", "router"})
        row(host, "http://a.org/", qPrintable(QStringLiteral("http://%1/").arg(QLatin1StringView(host))));
    row("second hop", "http://b.org/", "http://127.0.0.1/", "http://a.org/");
}

void RedirectTest::refuses()
{
    QFETCH(QString, typed);
    QFETCH(QString, from);
    QFETCH(QByteArray, location);
    const auto next = redirect(typed, from, location);
    QVERIFY(next.failed());
    QCOMPARE(next.error().kind, ErrorKind::Protocol);
    QVERIFY2(next.error().message.contains(QUrl(from).host()), qPrintable(next.error().message));
}

void RedirectTest::noRedirect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("200 with Location") << 200 << QByteArray("/x");
    QTest::newRow("201 with Location") << 201 << QByteArray("/x");
    QTest::newRow("300") << 300 << QByteArray("/x");
    QTest::newRow("304") << 304 << QByteArray("/x");
    QTest::newRow("302 without Location") << 302 << QByteArray();
    QTest::newRow("404") << 404 << QByteArray("/x");
}

void RedirectTest::noRedirect()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    const QUrl url(QStringLiteral("http://a.org/"));
    const auto next = redirectOf(url, FetchRequest{url}, response(status, location));
    QVERIFY(next);
    QVERIFY(!next.value());
}

void RedirectTest::credentials_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("stay");
    QTest::newRow("same host") << QStringLiteral("https://a.org/y") << true;
    QTest::newRow("default port spelled out") << QStringLiteral("https://a.org:443/y") << true;
    QTest::newRow("host") << QStringLiteral("https://b.org/y") << false;
    QTest::newRow("subdomain") << QStringLiteral("https://www.a.org/y") << false;
    QTest::newRow("port") << QStringLiteral("https://a.org:8443/y") << false;
}

void RedirectTest::credentials()
{
    QFETCH(QString, to);
    QFETCH(bool, stay);
    FetchRequest request{QUrl(QStringLiteral("https://a.org/x"))};
    request.headers = {{"AUTHORIZATION", "1"}, {"Cookie", "2"}, {"Proxy-Authorization", "3"},
                       {"X-Api-Key", "4"},     {"Accept", "5"}, {"Host", "6"}};
    request.maxBytes = 7;
    const auto next = redirectOf(request.url, request, response(302, to.toLatin1()));
    QVERIFY(next && next.value());
    const RawHeaders harmless{{"Accept", "5"}};
    QCOMPARE(next.value()->headers, stay ? request.headers : harmless);
    QCOMPARE(next.value()->maxBytes, 7);
}

void RedirectTest::userinfo_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("expected");
    QTest::newRow("stays") << QByteArray("/y") << QStringLiteral("me:pw");
    QTest::newRow("stays, absolute") << QByteArray("http://a.org/y") << QStringLiteral("me:pw");
    QTest::newRow("not to another host") << QByteArray("http://b.org/y") << QString();
    QTest::newRow("not of the server's choice") << QByteArray("http://evil:x@b.org/y") << QString();
}

void RedirectTest::userinfo()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, expected);
    const auto from = QStringLiteral("http://me:pw@a.org/x");
    const auto next = redirect(from, from, location);
    QVERIFY(next && next.value());
    QCOMPARE(next.value()->url.userInfo(), expected);
}

void RedirectTest::hostScope_data()
{
    QTest::addColumn<bool>("local");
    for (const auto *host : {"127.1",
                             "127.255.255.255",
                             "10.0.0.0",
                             "172.16.0.1",
                             "100.64.0.1",
                             "198.18.0.1",
                             "224.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "fe80::1%eth0",
                             "fd12::1",
                             "ff02::1",
                             "::ffff:10.0.0.1",
                             "::ffff:7f00:1",
                             "64:ff9b::127.0.0.1",
                             "2002:7f00:1::",
                             "LOCALHOST",
                             "a.localhost",
                             "localhost.localdomain",
                             "intranet",
                             "0x7f000001",
                             "017700000001"})
        QTest::newRow(host) << true;
    for (const auto *host : {"128.0.0.1", "9.255.255.255", "172.15.0.1", "172.32.0.1", "192.167.1.1", "100.63.0.1",
                             "8.8.8.8", "2001:db8::1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
                             "example.org", "127.0.0.1.example.org", "localhost.example.org", "0x08080808"})
        QTest::newRow(host) << false;
}

void RedirectTest::hostScope()
{
    QFETCH(bool, local);
    QCOMPARE(isLocalHost(QString::fromLatin1(QTest::currentDataTag())), local);
}

QTEST_GUILESS_MAIN(RedirectTest)
#include "tst_redirect.moc"
