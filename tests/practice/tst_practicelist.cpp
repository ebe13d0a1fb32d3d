#include "rawclient.h"

#include "practice/practiceserver.h"

#include <QSet>
#include <QTest>

using namespace sluice;
using sluice::test::RawClient;
using namespace Qt::StringLiterals;

class PracticeListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasDistinctAddresses();
    void isMostlyGoodWithAFewOutOfTheOrdinary();
    void isServed();
};

void PracticeListTest::hasDistinctAddresses()
{
    const auto list = practiceList(QUrl(u"http://127.0.0.1:1234/"_s), 100'000);
    QCOMPARE(QSet<QString>(list.begin(), list.end()).size(), 100'000);
    QVERIFY(list.first().startsWith(u"http://127.0.0.1:1234/"_s));
    QVERIFY(practiceList(QUrl(u"http://127.0.0.1:1234"_s), 0).isEmpty());
    QCOMPARE(practiceList(QUrl(u"http://127.0.0.1:1234"_s), 100'000), list);
}

void PracticeListTest::isMostlyGoodWithAFewOutOfTheOrdinary()
{
    const auto list = practiceList(QUrl(u"http://127.0.0.1:1"_s), 1000);
    const auto share = [&](const QString &part) {
        return list.filter(part).size();
    };
    QCOMPARE(share(u"/image/"_s), 400);
    QCOMPARE(share(u"/status/404"_s), 10);
    QCOMPARE(share(u"/status/500"_s), 5);
    QCOMPARE(share(u"/flaky?fail=1"_s), 20);
    QCOMPARE(share(u"/delay/0."_s), 130);
}

void PracticeListTest::isServed()
{
    PracticeServer server;
    const auto base = server.start();
    QVERIFY(base);
    RawClient client(base.value());
    QHash<int, int> statuses;
    for (const auto &address : practiceList(base.value(), 100)) {
        const auto answer = client.get(QUrl(address).toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority));
        ++statuses[answer.status];
    }
    QCOMPARE(statuses, (QHash<int, int>{{200, 94}, {302, 3}, {503, 2}, {404, 1}}));
}

QTEST_GUILESS_MAIN(PracticeListTest)
#include "tst_practicelist.moc"
