#include "async/sleep.h"
#include "async/taskscope.h"
#include "core/systemclock.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::Watched;

class SleepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void elapses();
    void zeroElapsesAtOnce();
    void cancelled();
    void cancelledBefore();
    void cancelledWhileElapsing();
    void leavesNoTimerBehind();
    void endsWithItsScope();
    void worksOnTheRealClock();
};

void SleepTest::elapses()
{
    test::FakeClock clock;
    const Watched<Wake> nap(sleepFor(&clock, 1s, {}));
    clock.advance(999ms);
    test::settle();
    QVERIFY(!nap.hasEnded());
    clock.advance(1ms);
    QVERIFY(!nap.hasEnded()); // not inside the clock's callback
    QVERIFY(nap.ends());
    QCOMPARE(nap.value(), Wake::Elapsed);
}

void SleepTest::zeroElapsesAtOnce()
{
    SystemClock clock;
    const Watched<Wake> nap(sleepFor(&clock, 0s, {}));
    QVERIFY(nap.ends());
    QCOMPARE(nap.value(), Wake::Elapsed);
    const Watched<Wake> negative(sleepFor(&clock, -1s, {}));
    QVERIFY(negative.ends());
}

void SleepTest::cancelled()
{
    test::FakeClock clock;
    CancelSource source;
    const Watched<Wake> nap(sleepFor(&clock, 1h, source.token()));
    source.cancel();
    QVERIFY(!nap.hasEnded()); // not inside cancel()
    QVERIFY(nap.ends());
    QCOMPARE(nap.value(), Wake::Cancelled);
}

void SleepTest::cancelledBefore()
{
    test::FakeClock clock;
    CancelSource source;
    source.cancel();
    const Watched<Wake> nap(sleepFor(&clock, 1h, source.token()));
    QVERIFY(nap.ends());
    QCOMPARE(nap.value(), Wake::Cancelled);
}

void SleepTest::cancelledWhileElapsing()
{
    test::FakeClock clock;
    CancelSource source;
    const Watched<Wake> nap(sleepFor(&clock, 1s, source.token()));
    clock.advance(1s);
    source.cancel(); // after the time was up, before the sleeper resumed
    QVERIFY(nap.ends());
    QCOMPARE(nap.value(), Wake::Elapsed);
}

void SleepTest::leavesNoTimerBehind()
{
    test::FakeClock clock;
    CancelSource source;
    const Watched<Wake> nap(sleepFor(&clock, 1h, source.token()));
    QCOMPARE(clock.pending(), size_t(1));
    source.cancel();
    QVERIFY(nap.ends());
    QCOMPARE(clock.pending(), size_t(0));
}

static QCoro::Task<> nap(Clock *clock, CancelToken token)
{
    co_await sleepFor(clock, 1h, token);
}

void SleepTest::endsWithItsScope()
{
    test::FakeClock clock;
    {
        TaskScope scope(QStringLiteral("sleepers"));
        for (int count = 0; count < 10; ++count)
            scope.spawn(nap(&clock, scope.token()));
        const Watched<void> joined(scope.cancelAndJoin());
        QVERIFY(joined.ends());
    }
    QCOMPARE(clock.pending(), size_t(0));
}

void SleepTest::worksOnTheRealClock()
{
    SystemClock clock;
    const auto begun = clock.now();
    const Watched<Wake> longer(sleepFor(&clock, 40ms, {}));
    const Watched<Wake> shorter(sleepFor(&clock, 10ms, {}));
    QVERIFY(shorter.ends());
    QVERIFY(clock.now() - begun >= 10ms);
    QVERIFY(longer.ends());
    QVERIFY(clock.now() - begun >= 40ms);
}

QTEST_GUILESS_MAIN(SleepTest)
#include "tst_sleep.moc"
