// The ways to a server: whom CurlAccessManager trusts, and what it goes through.
#include "fetch/curl/curlaccessmanager.h"
#include "fetch/curl/curlattributes.h"
#include "replies.h"
#include "support/proxyserver.h"
#include "support/rawserver.h"
#include "support/selfsigned.h"

using namespace sluice;
using namespace sluice::test;

using Kind = ProxyServer::Kind;

Q_DECLARE_METATYPE(Kind)

class CurlWaysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trust_data();
    void trust();
    void trustIsNotInherited();
    void ignoringErrorsDoesNothing();
    void proxies_data();
    void proxies();
    void proxyThatRefuses_data();
    void proxyThatRefuses();
    void proxyThatIsNotThere();
};

static CurlTrust authority()
{
    return {selfSignedCertificate(), {}};
}

static CurlTrust unverified(const char *host)
{
    return {{}, {QString::fromLatin1(host)}};
}

static QUrl named(const RawServer &server, const char *host)
{
    auto url = server.url("/it");
    url.setHost(QString::fromLatin1(host));
    return url;
}

void CurlWaysTest::trust_data()
{
    QTest::addColumn<QByteArray>("authorities");
    QTest::addColumn<QString>("unverifiedHost");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("nobody") << QByteArray() << QString() << false;
    QTest::newRow("authority") << selfSignedCertificate() << QString() << true;
    QTest::newRow("this host unverified") << QByteArray() << QStringLiteral("127.0.0.1") << true;
    QTest::newRow("another host unverified") << QByteArray() << QStringLiteral("localhost") << false;
}

void CurlWaysTest::trust()
{
    QFETCH(QByteArray, authorities);
    QFETCH(QString, unverifiedHost);
    QFETCH(bool, trusted);
    RawServer server(RawServer::Security::SelfSigned);
    server.answer("/it", okAnswer("hello"));
    CurlAccessManager manager;
    CurlTrust trust{authorities, {}};
    if (!unverifiedHost.isEmpty())
        trust.unverifiedHosts.insert(unverifiedHost);
    manager.setTrust(trust);
    Reply reply(manager.get(QNetworkRequest(server.url("/it"))));
    bodyOf(reply.get());
    QCOMPARE(reply->error(), trusted ? QNetworkReply::NoError : QNetworkReply::SslHandshakeFailedError);
    QCOMPARE(server.requests().size(), size_t(trusted ? 1 : 0));
}

void CurlWaysTest::trustIsNotInherited()
{
    RawServer server(RawServer::Security::SelfSigned);
    server.answer("/it", okAnswer("hello"));
    CurlAccessManager manager;
    manager.setTrust(unverified("127.0.0.1"));
    Reply trusted(manager.get(QNetworkRequest(server.url("/it"))));
    bodyOf(trusted.get());
    QCOMPARE(trusted->error(), QNetworkReply::NoError);
    manager.setTrust({});
    Reply doubted(manager.get(QNetworkRequest(server.url("/it")))); // the open connection is not good enough
    bodyOf(doubted.get());
    QCOMPARE(doubted->error(), QNetworkReply::SslHandshakeFailedError);
    manager.setTrust(authority());
    Reply verified(manager.get(QNetworkRequest(server.url("/it"))));
    bodyOf(verified.get());
    QCOMPARE(verified->error(), QNetworkReply::NoError);
}

void CurlWaysTest::ignoringErrorsDoesNothing()
{
    RawServer server(RawServer::Security::SelfSigned);
    CurlAccessManager manager;
    Reply reply(manager.get(QNetworkRequest(server.url("/it"))));
    reply->ignoreSslErrors();
    bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::SslHandshakeFailedError);
}

void CurlWaysTest::proxies_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("user");
    QTest::newRow("tunnel") << Kind::HttpTunnel << true << QByteArray();
    QTest::newRow("tunnel with a user") << Kind::HttpTunnel << true << QByteArray("ann");
    QTest::newRow("socks5") << Kind::Socks5 << false << QByteArray();
    QTest::newRow("socks5 with a user") << Kind::Socks5 << false << QByteArray("ann");
    QTest::newRow("socks5 and tls") << Kind::Socks5 << true << QByteArray();
}

static QNetworkProxy proxyAt(const ProxyServer &server, Kind kind, const QByteArray &user)
{
    const auto type = kind == Kind::Socks5 ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy;
    const auto name = QString::fromLatin1(user);
    return QNetworkProxy(type, QStringLiteral("127.0.0.1"), server.serverPort(), name, name);
}

void CurlWaysTest::proxies()
{
    QFETCH(Kind, kind);
    QFETCH(bool, tls);
    QFETCH(QByteArray, user);
    RawServer server(tls ? RawServer::Security::SelfSigned : RawServer::Security::Plain);
    server.answer("/it", okAnswer("hello"));
    ProxyServer proxy(kind, user);
    CurlAccessManager manager;
    manager.setTrust(unverified("nothing.invalid"));
    manager.setProxy(proxyAt(proxy, kind, user));
    for (int i = 0; i < 3; ++i) {
        Reply reply(manager.get(QNetworkRequest(named(server, "nothing.invalid")))); // a name only the proxy knows
        QCOMPARE(bodyOf(reply.get()), QByteArray("hello"));
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QVERIFY(!reply->hasRawHeader("Proxy-Authenticate"));
    }
    QCOMPARE(proxy.tunnels(), 1); // reused
    QCOMPARE(proxy.lastTarget(), "nothing.invalid:" + QByteArray::number(server.serverPort()));
}

void CurlWaysTest::proxyThatRefuses_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("tunnel") << Kind::HttpTunnel;
    QTest::newRow("socks5") << Kind::Socks5;
}

void CurlWaysTest::proxyThatRefuses()
{
    QFETCH(Kind, kind);
    RawServer server(RawServer::Security::SelfSigned);
    ProxyServer proxy(kind, "ann");
    CurlAccessManager manager;
    manager.setProxy(proxyAt(proxy, kind, "bob"));
    Reply reply(manager.get(QNetworkRequest(named(server, "nothing.invalid"))));
    bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::UnknownProxyError);
    QCOMPARE(proxy.tunnels(), 0);
}

void CurlWaysTest::proxyThatIsNotThere()
{
    CurlAccessManager manager;
    manager.setProxy(QNetworkProxy(QNetworkProxy::Socks5Proxy, QStringLiteral("proxy.invalid"), 1080));
    Reply reply(manager.get(QNetworkRequest(QUrl(QStringLiteral("http://127.0.0.1/")))));
    bodyOf(reply.get());
    QCOMPARE(reply->error(), QNetworkReply::ProxyNotFoundError);
}

QTEST_GUILESS_MAIN(CurlWaysTest)
#include "tst_curlways.moc"
