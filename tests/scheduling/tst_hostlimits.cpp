// What holds for one host alone, under a clock that moves when told to.
#include "async/taskscope.h"
#include "scheduling/limiter.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

const HostKey a{QStringLiteral("https://a")};
const HostKey b{QStringLiteral("https://b")};

/// Jobs that ask for a place and hold it until told to go.
class Crowd
{
public:
    explicit Crowd(Clock *clock) : limiter(clock), m_scope(QStringLiteral("crowd"))
    {
        LimitProfile profile;
        profile.inFlight = 20;
        profile.perHost = 6;
        limiter.setLimits(profile);
    }
    ~Crowd()
    {
        m_held.clear();
        m_scope.cancel();
        limiter.setAdmitting(false);
        test::settle();
    }

    void arrive(int count, const HostKey &host)
    {
        for (int i = 0; i < count; ++i)
            m_scope.spawn(wait(this, host, m_scope.token()));
        test::settle();
    }

    void leave(const HostKey &host)
    {
        m_held.erase(m_held.find(host.name));
        test::settle();
    }

    void rule(const HostKey &host, std::optional<int> limit, bool paused)
    {
        setRule(&m_rules, {host, limit, paused});
        limiter.setHostRules(m_rules);
        test::settle();
    }

    int holding(const HostKey &host) const { return static_cast<int>(m_held.count(host.name)); }

    HostRow row(const HostKey &host) const
    {
        for (const auto &row : limiter.hosts()) {
            if (row.host == host)
                return row;
        }
        return {};
    }

    Limiter limiter;
    WaitTimes lastWaits;

private:
    static QCoro::Task<> wait(Crowd *crowd, HostKey host, CancelToken token)
    {
        auto permit = co_await crowd->limiter.acquire(host, token);
        if (!permit)
            co_return;
        crowd->lastWaits = permit.waits();
        crowd->m_held.emplace(host.name, std::move(permit));
    }

    TaskScope m_scope;
    HostRules m_rules;
    std::multimap<QString, Permit> m_held;
};

} // namespace

class HostLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHostHasItsOwnLimit();
    void aLimitHoldsBeforeTheHostIsKnown();
    void aLoweredLimitWaitsForHoldersToFinish();
    void withoutItsRuleTheCommonLimitHolds();
    void aPausedHostAdmitsNobodyAndTheOthersGoOn();
    void waitingForAPausedHostIsPaused();
    void aPausedHostThatCoolsGoesOnAfterBoth();
    void whoWaitsForAPausedHostDoesNotKeepOthersOut();
    void tellsWhatIsTheCaseAtEachHost();
};

void HostLimitsTest::aHostHasItsOwnLimit()
{
    test::FakeClock clock;
    Crowd crowd(&clock);
    crowd.arrive(10, a);
    crowd.arrive(10, b);
    QCOMPARE(crowd.holding(a), 6);
    crowd.rule(a, 9, false);
    QCOMPARE(crowd.holding(a), 9);
    QCOMPARE(crowd.holding(b), 6);
}

void HostLimitsTest::aLimitHoldsBeforeTheHostIsKnown()
{
    test::FakeClock clock;
    Crowd crowd(&clock);
    crowd.rule(a, 2, false);
    crowd.arrive(10, a);
    QCOMPARE(crowd.holding(a), 2);
}

void HostLimitsTest::aLoweredLimitWaitsForHoldersToFinish()
{
    test::FakeClock clock;
    Crowd crowd(&clock);
    crowd.arrive(10, a);
    crowd.rule(a, 2, false);
    QCOMPARE(crowd.holding(a), 6);
    for (int left = 5; left >= 2; --left) {
        crowd.leave(a);
        QCOMPARE(crowd.holding(a), std::max(left, 2));
    }
    crowd.leave(a);
    QCOMPARE(crowd.holding(a), 2); // one left, one of those who waited came
}

void HostLimitsTest::withoutItsRuleTheCommonLimitHolds()
{
    test::FakeClock clock;
    Crowd crowd(&clock);
    crowd.rule(a, 1, false);
    crowd.arrive(10, a);
    crowd.rule(a, std::nullopt, false);
    QCOMPARE(crowd.holding(a), 6);
}

void HostLimitsTest::aPausedHostAdmitsNobodyAndTheOthersGoOn()
{
    test::FakeClock clock;
    Crowd crowd(&clock);
    crowd.arrive(3, a);
    crowd.rule(a, std::nullopt, true);
    crowd.arrive(10, a);
    crowd.arrive(3, b);
    QCOMPARE(crowd.holding(a), 3);
    QCOMPARE(crowd.holding(b), 3);
    for (int i = 0; i < 3; ++i)
        crowd.leave(a);
    QCOMPARE(crowd.holding(a), 0);
    crowd.rule(a, std::nullopt, false);
    QCOMPARE(crowd.holding(a), 6);
}

void HostLimitsTest::waitingForAPausedHostIsPaused()
{
    test::FakeClock clock;
    Crowd crowd(&clock);
    crowd.rule(a, std::nullopt, true);
    crowd.arrive(1, a);
    clock.advance(5s);
    crowd.rule(a, std::nullopt, false);
    QCOMPARE(crowd.holding(a), 1);
    QCOMPARE(crowd.lastWaits.of(WaitReason::Paused), 5s);
    QCOMPARE(crowd.lastWaits.total(), 5s);
}

void HostLimitsTest::aPausedHostThatCoolsGoesOnAfterBoth()
{
    test::FakeClock clock;
    Crowd crowd(&clock);
    crowd.limiter.coolDown(a, 4s);
    crowd.rule(a, std::nullopt, true);
    crowd.arrive(2, a);
    clock.advance(5s);
    test::settle();
    QCOMPARE(crowd.holding(a), 0);
    QCOMPARE(crowd.limiter.waitingToStart(), 0);
    crowd.limiter.coolDown(a, 4s);
    crowd.rule(a, std::nullopt, false);
    QCOMPARE(crowd.holding(a), 0);
    QCOMPARE(crowd.limiter.waitingToStart(), 0);
    clock.advance(4s);
    test::settle();
    QCOMPARE(crowd.holding(a), 2);
    QCOMPARE(crowd.limiter.waiting(), 0);
}

void HostLimitsTest::whoWaitsForAPausedHostDoesNotKeepOthersOut()
{
    test::FakeClock clock;
    Crowd crowd(&clock);
    crowd.arrive(10, a);
    QCOMPARE(crowd.limiter.waitingToStart(), 4);
    crowd.rule(a, std::nullopt, true);
    QCOMPARE(crowd.limiter.waiting(), 4);
    QCOMPARE(crowd.limiter.waitingToStart(), 0);
    crowd.arrive(5, a);
    QCOMPARE(crowd.limiter.waitingToStart(), 0);
    crowd.rule(a, std::nullopt, false);
    QCOMPARE(crowd.limiter.waitingToStart(), 9);
}

void HostLimitsTest::tellsWhatIsTheCaseAtEachHost()
{
    test::FakeClock clock;
    Crowd crowd(&clock);
    crowd.arrive(10, a);
    crowd.arrive(2, b);
    crowd.limiter.coolDown(b, 12s);
    clock.advance(2s);
    const auto first = crowd.row(a);
    QCOMPARE(first.inFlight, 6);
    QCOMPARE(first.waiting, 4);
    QVERIFY(!first.coolingUntil);
    const auto second = crowd.row(b);
    QCOMPARE(second.inFlight, 2);
    QVERIFY(second.coolingUntil);
    QCOMPARE(*second.coolingUntil, clock.wallNow() + 10s);
    QVERIFY(crowd.limiter.isBusy(a));
    QVERIFY(!crowd.limiter.isBusy(HostKey{QStringLiteral("https://c")}));
}

QTEST_GUILESS_MAIN(HostLimitsTest)
#include "tst_hostlimits.moc"
