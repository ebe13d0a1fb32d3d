#include "practice/limitroutes.h"

#include "practice/boundedmap.h"
#include "practice/routetable.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class LimitRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void retryAfterOpensWhenItSaid();
    void retryAfterCountsEachAddressByItself();
    void rateLimitLetsThroughItsRate();
    void rateLimitSaysWhenToComeAgain();
    void workersAreFewAndThoseInLineWait();
    void boundedMapForgetsTheOldest();

private:
    Response get(const QByteArray &target)
    {
        HttpRequest request;
        request.target = target;
        const auto mark = target.indexOf('?');
        request.path = mark < 0 ? QByteArrayView(target) : QByteArrayView(target).first(mark);
        request.query = mark < 0 ? QByteArrayView() : QByteArrayView(target).sliced(mark + 1);
        return m_routes->handle(request, m_now);
    }

    std::unique_ptr<RouteTable> m_routes;
    TimePoint m_now{};
};

void LimitRoutesTest::init()
{
    m_routes = std::make_unique<RouteTable>();
    addLimitRoutes(*m_routes);
    m_now = TimePoint(1000s);
}

void LimitRoutesTest::retryAfterOpensWhenItSaid()
{
    const auto target = "/retry-after/5?i=1"_ba;
    QCOMPARE(get(target).status, 429);
    m_now += 3500ms;
    const auto again = get(target);
    QCOMPARE(again.status, 429);
    QCOMPARE(again.fields, "Retry-After: 2\r\n"_ba);
    m_now += 1500ms;
    QCOMPARE(get(target).status, 200);
    m_now += 1h;
    QCOMPARE(get(target).status, 200);
}

void LimitRoutesTest::retryAfterCountsEachAddressByItself()
{
    QCOMPARE(get("/retry-after/5?i=1").status, 429);
    m_now += 5s;
    QCOMPARE(get("/retry-after/5?i=2").status, 429);
    QCOMPARE(get("/retry-after/0?i=3").status, 200);
}

void LimitRoutesTest::rateLimitLetsThroughItsRate()
{
    int passed = 0;
    for (int i = 0; i < 1000; ++i) { // 100 a second for 10 s; one second's worth is there at the start
        passed += get("/ratelimit?rps=20").status == 200 ? 1 : 0;
        m_now += 10ms;
    }
    QVERIFY2(passed >= 218 && passed <= 220, qPrintable(QString::number(passed)));
}

void LimitRoutesTest::rateLimitSaysWhenToComeAgain()
{
    QCOMPARE(get("/ratelimit?rps=0.25").status, 200);
    const auto refused = get("/ratelimit?rps=0.25");
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.fields, "Retry-After: 4\r\n"_ba);
    QCOMPARE(get("/ratelimit?rps=0.25&id=other").status, 200);
    m_now += 4s;
    QCOMPARE(get("/ratelimit?rps=0.25").status, 200);
}

void LimitRoutesTest::workersAreFewAndThoseInLineWait()
{
    const auto ask = [this](const QByteArray &more) {
        return get("/workers/2?seconds=0.4" + more).delay;
    };
    QCOMPARE(ask("&n=1"), Duration(400ms));
    QCOMPARE(ask("&n=2"), Duration(400ms));
    QCOMPARE(ask("&n=3"), Duration(800ms));
    m_now += 100ms;
    QCOMPARE(ask("&n=4"), Duration(700ms));
    QCOMPARE(ask("&id=others"), Duration(400ms));
    m_now += 10s;
    QCOMPARE(ask("&n=5"), Duration(400ms));
    QCOMPARE(get("/workers/0").status, 400);
}

void LimitRoutesTest::boundedMapForgetsTheOldest()
{
    BoundedMap<int> map(2);
    map.at("a", 1) = 10;
    map.at("b", 1) = 20;
    QCOMPARE(map.at("a", 1), 10);
    map.at("c", 1) = 30;
    QCOMPARE(map.size(), 2);
    QCOMPARE(map.at("b", 1), 20);
    QCOMPARE(map.at("a", 1), 1);
}

QTEST_GUILESS_MAIN(LimitRoutesTest)
#include "tst_limitroutes.moc"
