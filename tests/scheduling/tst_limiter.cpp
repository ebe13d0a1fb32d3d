#include "async/taskscope.h"
#include "scheduling/limiter.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

HostKey host(const char *name)
{
    return {QString::fromLatin1(name)};
}

LimitProfile limits(int inFlight, int perHost, double rate = 0)
{
    LimitProfile profile;
    profile.inFlight = inFlight;
    profile.perHost = perHost;
    profile.ratePerSecond = rate;
    return profile;
}

/// Jobs that ask for a place and hold it until told to go; what happens is a log.
struct Party
{
    explicit Party(Clock *clock) : limiter(clock), scope(QStringLiteral("party")) {}

    ~Party()
    {
        held.clear();
        scope.cancel();
        limiter.setAdmitting(false);
        test::settle();
    }

    void arrive(const QString &name, const HostKey &key)
    {
        scope.spawn(wait(this, name, key, scope.token(), Limiter::Turn::InOrder));
        test::settle();
    }

    void leave(const QString &name)
    {
        held.erase(name);
        test::settle();
    }

    QString admitted()
    {
        test::settle();
        const auto names = log.join(QLatin1Char(' '));
        log.clear();
        return names;
    }

    static QCoro::Task<> wait(Party *party, QString name, HostKey key, CancelToken token, Limiter::Turn turn)
    {
        auto permit = co_await party->limiter.acquire(key, token, turn);
        party->log.append(permit ? name : name + QLatin1Char('-'));
        party->waits[name] = permit.waits();
        if (!permit)
            co_return;
        party->held.emplace(name, std::move(permit));
    }

    Limiter limiter;
    TaskScope scope;
    QStringList log;
    std::map<QString, Permit> held;
    std::map<QString, WaitTimes> waits;
};

} // namespace

class LimiterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsBothLimits();
    void hostsTakeTurns();
    void aSlowHostDoesNotStarveAnother();
    void limitsChangeWhileHeld();
    void pausesAndGoesOn();
    void keepsTheRate();
    void coolsAHost();
    void cancelledWaitersLeave();
    void aheadGoesFirst();
    void localFilesHaveNoHostLimit();
    void splitsTheWaitByReason();
    void aWaitThatIsCancelledIsToldOf();
    void pausesAreNotItsLimits();
    void namesCrowdedHosts();
};

void LimiterTest::keepsBothLimits()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(3, 2));
    for (const auto *name : {"a1", "a2", "a3"})
        party.arrive(QString::fromLatin1(name), host("a"));
    for (const auto *name : {"b1", "b2"})
        party.arrive(QString::fromLatin1(name), host("b"));
    QCOMPARE(party.admitted(), QStringLiteral("a1 a2 b1"));
    QCOMPARE(party.limiter.inFlight(), 3);
    QCOMPARE(party.limiter.waiting(), 2);
    party.leave(QStringLiteral("b1"));
    QCOMPARE(party.admitted(), QStringLiteral("b2"));
    party.leave(QStringLiteral("a1"));
    QCOMPARE(party.admitted(), QStringLiteral("a3"));
}

void LimiterTest::hostsTakeTurns()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(1, 1));
    party.arrive(QStringLiteral("first"), host("z"));
    for (const auto *name : {"a1", "a2", "a3"})
        party.arrive(QString::fromLatin1(name), host("a"));
    for (const auto *name : {"b1", "b2"})
        party.arrive(QString::fromLatin1(name), host("b"));
    party.arrive(QStringLiteral("c1"), host("c"));
    QCOMPARE(party.admitted(), QStringLiteral("first"));
    QStringList order;
    for (QString last = QStringLiteral("first"); !last.isEmpty(); last = party.admitted()) {
        order.append(last);
        party.leave(last);
    }
    QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("first a1 b1 c1 a2 b2 a3"));
}

void LimiterTest::aSlowHostDoesNotStarveAnother()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(4, 2));
    for (int i = 0; i < 50; ++i)
        party.arrive(QStringLiteral("slow%1").arg(i), host("slow"));
    party.arrive(QStringLiteral("quick"), host("quick"));
    QCOMPARE(party.admitted(), QStringLiteral("slow0 slow1 quick"));
}

void LimiterTest::limitsChangeWhileHeld()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(1, 1));
    for (int i = 0; i < 6; ++i)
        party.arrive(QString::number(i), host("a"));
    QCOMPARE(party.admitted(), QStringLiteral("0"));
    party.limiter.setLimits(limits(10, 4));
    QCOMPARE(party.admitted(), QStringLiteral("1 2 3"));
    party.limiter.setLimits(limits(2, 2));
    party.leave(QStringLiteral("0"));
    party.leave(QStringLiteral("1"));
    QCOMPARE(party.admitted(), QString());
    party.leave(QStringLiteral("2"));
    QCOMPARE(party.admitted(), QStringLiteral("4"));
    QCOMPARE(party.limiter.inFlight(), 2);
}

void LimiterTest::pausesAndGoesOn()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(2, 2));
    party.limiter.setAdmitting(false);
    party.arrive(QStringLiteral("a"), host("a"));
    party.arrive(QStringLiteral("b"), host("b"));
    QCOMPARE(party.admitted(), QString());
    clock.advance(5s);
    party.limiter.setAdmitting(true);
    QCOMPARE(party.admitted(), QStringLiteral("a b"));
    QCOMPARE(party.waits[QStringLiteral("a")].of(WaitReason::Paused),
             party.waits[QStringLiteral("a")].total()); // and no limit.s fault
}

void LimiterTest::keepsTheRate()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(100, 100, 2));
    for (int i = 0; i < 7; ++i)
        party.arrive(QString::number(i), host("a"));
    int started = static_cast<int>(party.admitted().split(QLatin1Char(' ')).size());
    QCOMPARE(started, 1);
    for (int half = 0; half < 6; ++half) {
        clock.advance(500ms);
        QCOMPARE(party.admitted(), QString::number(started++));
    }
    QCOMPARE(party.waits[QStringLiteral("3")].of(WaitReason::Rate), Duration(1500ms));
}

void LimiterTest::coolsAHost()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(4, 2));
    party.limiter.coolDown(host("a"), 10s);
    party.limiter.coolDown(host("a"), 3s); // the longer one stays
    party.arrive(QStringLiteral("a"), host("a"));
    party.arrive(QStringLiteral("b"), host("b"));
    QCOMPARE(party.admitted(), QStringLiteral("b"));
    clock.advance(9999ms);
    QCOMPARE(party.admitted(), QString());
    clock.advance(1ms);
    QCOMPARE(party.admitted(), QStringLiteral("a"));
    QCOMPARE(party.waits[QStringLiteral("a")].of(WaitReason::RetryAfter), Duration(10s));
}

void LimiterTest::cancelledWaitersLeave()
{
    test::FakeClock clock;
    Limiter limiter(&clock);
    limiter.setLimits(limits(1, 1));
    CancelSource source;
    test::Watched first(limiter.acquire(host("a"), {}));
    test::Watched second(limiter.acquire(host("a"), source.token()));
    test::Watched third(limiter.acquire(host("a"), {}));
    QVERIFY(first.ends());
    source.cancel();
    QVERIFY(second.ends());
    QVERIFY(!second.value());
    QCOMPARE(limiter.waiting(), 1);
    first.value().release();
    QVERIFY(third.ends());
    QVERIFY(bool(third.value()));
    third.value().release();
    QCOMPARE(limiter.inFlight(), 0);
}

void LimiterTest::aheadGoesFirst()
{
    test::FakeClock clock;
    Limiter limiter(&clock);
    limiter.setLimits(limits(1, 1));
    test::Watched first(limiter.acquire(host("a"), {}));
    test::Watched second(limiter.acquire(host("b"), {}));
    test::Watched moved(limiter.acquire(host("b"), {}, Limiter::Turn::Ahead));
    QVERIFY(first.ends());
    first.value().release();
    QVERIFY(moved.ends());
    QVERIFY(!second.hasEnded());
    moved.value().release();
    QVERIFY(second.ends());
    second.value().release();
}

void LimiterTest::localFilesHaveNoHostLimit()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(3, 1, 0.001));
    for (int i = 0; i < 4; ++i)
        party.arrive(QString::number(i), HostKey::of(QUrl(QStringLiteral("file:///etc/hostname"))));
    QCOMPARE(party.admitted(), QStringLiteral("0 1 2"));
}

void LimiterTest::splitsTheWaitByReason()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(2, 1));
    party.arrive(QStringLiteral("a1"), host("a"));
    party.arrive(QStringLiteral("a2"), host("a"));
    clock.advance(1s); // a2 waits for its host
    party.arrive(QStringLiteral("b1"), host("b"));
    party.leave(QStringLiteral("a1"));
    QCOMPARE(party.admitted(), QStringLiteral("a1 b1 a2"));
    party.arrive(QStringLiteral("c1"), host("c"));
    clock.advance(2s); // c1 waits for any place
    party.leave(QStringLiteral("b1"));
    QCOMPARE(party.admitted(), QStringLiteral("c1"));
    QCOMPARE(party.waits[QStringLiteral("a2")].of(WaitReason::HostSlot), Duration(1s));
    QCOMPARE(party.waits[QStringLiteral("a2")].total(), Duration(1s));
    QCOMPARE(party.waits[QStringLiteral("c1")].of(WaitReason::GlobalSlot), Duration(2s));
    QCOMPARE(party.waits[QStringLiteral("c1")].total(), Duration(2s));
}

void LimiterTest::aWaitThatIsCancelledIsToldOf()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(2, 1));
    party.arrive(QStringLiteral("a1"), host("a"));
    party.arrive(QStringLiteral("a2"), host("a"));
    clock.advance(1s);
    party.scope.cancel();
    QCOMPARE(party.admitted(), QStringLiteral("a1 a2-"));
    QCOMPARE(party.waits[QStringLiteral("a2")].of(WaitReason::HostSlot), Duration(1s));
    QCOMPARE(party.waits[QStringLiteral("a2")].total(), Duration(1s));
}

void LimiterTest::pausesAreNotItsLimits()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(4, 1));
    QVERIFY(!party.limiter.isHoldingBack());
    party.arrive(QStringLiteral("a1"), host("a"));
    QVERIFY(!party.limiter.isHoldingBack());
    party.arrive(QStringLiteral("a2"), host("a"));
    QVERIFY(party.limiter.isHoldingBack());
    party.limiter.setAdmitting(false);
    QVERIFY(!party.limiter.isHoldingBack());
    party.limiter.setAdmitting(true);
    QVERIFY(party.limiter.isHoldingBack());
    party.limiter.coolDown(host("a"), 1s);
    QVERIFY(!party.limiter.isHoldingBack());
    clock.advance(1s);
    QVERIFY(party.limiter.isHoldingBack());
    party.limiter.setHostRules({{host("a"), std::nullopt, true}});
    QVERIFY(!party.limiter.isHoldingBack());
}

void LimiterTest::namesCrowdedHosts()
{
    test::FakeClock clock;
    Party party(&clock);
    party.limiter.setLimits(limits(10, 1));
    for (int i = 0; i < 4; ++i)
        party.arrive(QStringLiteral("a%1").arg(i), host("a"));
    party.arrive(QStringLiteral("b0"), host("b"));
    QCOMPARE(party.limiter.crowdedHosts(3), std::vector{host("a")});
    QCOMPARE(party.limiter.crowdedHosts(4), std::vector<HostKey>());
    QCOMPARE(party.limiter.waitingToStart(), 3);
    party.limiter.coolDown(host("a"), 1s);
    QCOMPARE(party.limiter.waitingFor(host("a")), 3);
    QCOMPARE(party.limiter.waitingToStart(), 0);
    clock.advance(1s);
    QCOMPARE(party.limiter.waitingToStart(), 3);
}

QTEST_GUILESS_MAIN(LimiterTest)
#include "tst_limiter.moc"
