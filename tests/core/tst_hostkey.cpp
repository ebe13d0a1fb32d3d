#include "core/hostkey.h"

#include <QHash>
#include <QTest>
#include <QUrl>

using namespace sluice;

class HostKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void tellsHostsApart();
};

void HostKeyTest::names_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("local");

    QTest::newRow("https") << u"https://example.org/a?b"_qs << u"https://example.org"_qs << false;
    QTest::newRow("http") << u"http://example.org/"_qs << u"http://example.org"_qs << false;
    QTest::newRow("default port, https") << u"https://example.org:443/"_qs << u"https://example.org"_qs << false;
    QTest::newRow("default port, http") << u"http://example.org:80/"_qs << u"http://example.org"_qs << false;
    QTest::newRow("other port") << u"http://example.org:8080/"_qs << u"http://example.org:8080"_qs << false;
    QTest::newRow("the other's default port") << u"http://example.org:443/"_qs << u"http://example.org:443"_qs << false;
    QTest::newRow("case") << u"HTTP://Example.ORG/"_qs << u"http://example.org"_qs << false;
    QTest::newRow("letters outside ASCII")
        << u"https://bücher.example/"_qs << u"https://xn--bcher-kva.example"_qs << false;
    QTest::newRow("user and password") << u"http://me:secret@example.org/"_qs << u"http://example.org"_qs << false;
    QTest::newRow("ipv6") << u"http://[::1]:8080/"_qs << u"http://[::1]:8080"_qs << false;
    QTest::newRow("file") << u"file:///tmp/a"_qs << u"file:"_qs << true;
    QTest::newRow("another file") << u"file:///home/b"_qs << u"file:"_qs << true;
}

void HostKeyTest::names()
{
    QFETCH(QString, url);
    QFETCH(QString, name);
    QFETCH(bool, local);
    const auto key = HostKey::of(QUrl(url));
    QCOMPARE(key.name, name);
    QCOMPARE(key.isLocal(), local);
}

void HostKeyTest::tellsHostsApart()
{
    const QStringList different{u"http://a.example"_qs,      u"https://a.example"_qs, u"http://a.example:81"_qs,
                                u"http://b.a.example"_qs,    u"http://[::1]:8080"_qs, u"http://[::1:8080]"_qs,
                                u"http://a.example.:80/"_qs, u"file:///a.example"_qs};
    QSet<HostKey> keys;
    for (const auto &url : different)
        keys.insert(HostKey::of(QUrl(url)));
    QCOMPARE(keys.size(), different.size());
    keys.insert(HostKey::of(QUrl(u"http://A.example:80/other"_qs)));
    QCOMPARE(keys.size(), different.size());
}

QTEST_GUILESS_MAIN(HostKeyTest)
#include "tst_hostkey.moc"
