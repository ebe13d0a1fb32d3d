#include "async/taskscope.h"
#include "async/wakeup.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::Watched;

class WakeupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nudged();
    void nudgedBefore();
    void manyNudgesCountAsOne();
    void timesOut();
    void waitsWithoutATimeout();
    void cancelled();
    void cancelledBefore();
    void aNudgeAfterCancellingIsKept();
    void endsWithItsScope();

private:
    test::FakeClock m_clock;
};

void WakeupTest::nudged()
{
    Wakeup wakeup;
    const Watched<Wake> wait(wakeup.wait(&m_clock, 1h, {}));
    wakeup.nudge();
    QVERIFY(!wait.hasEnded()); // not inside nudge()
    QVERIFY(wait.ends());
    QCOMPARE(wait.value(), Wake::Elapsed);
    QCOMPARE(m_clock.pending(), size_t(0));
}

void WakeupTest::nudgedBefore()
{
    Wakeup wakeup;
    wakeup.nudge();
    const Watched<Wake> wait(wakeup.wait(&m_clock, 1h, {}));
    QVERIFY(wait.hasEnded());
}

void WakeupTest::manyNudgesCountAsOne()
{
    Wakeup wakeup;
    wakeup.nudge();
    const Watched<Wake> first(wakeup.wait(&m_clock, 1h, {}));
    QVERIFY(first.hasEnded());
    const Watched<Wake> second(wakeup.wait(&m_clock, 1h, {}));
    wakeup.nudge();
    wakeup.nudge();
    QVERIFY(second.ends());
    const Watched<Wake> third(wakeup.wait(&m_clock, 1s, {}));
    test::settle();
    QVERIFY(!third.hasEnded());
    m_clock.advance(1s);
    QVERIFY(third.ends());
}

void WakeupTest::timesOut()
{
    Wakeup wakeup;
    const Watched<Wake> wait(wakeup.wait(&m_clock, 1s, {}));
    m_clock.advance(999ms);
    test::settle();
    QVERIFY(!wait.hasEnded());
    m_clock.advance(1ms);
    QVERIFY(wait.ends());
    QCOMPARE(wait.value(), Wake::Elapsed);
}

void WakeupTest::waitsWithoutATimeout()
{
    Wakeup wakeup;
    const Watched<Wake> wait(wakeup.wait(&m_clock, std::nullopt, {}));
    QCOMPARE(m_clock.pending(), size_t(0));
    m_clock.advance(24h);
    test::settle();
    QVERIFY(!wait.hasEnded());
    wakeup.nudge();
    QVERIFY(wait.ends());
}

void WakeupTest::cancelled()
{
    Wakeup wakeup;
    CancelSource source;
    const Watched<Wake> wait(wakeup.wait(&m_clock, 1h, source.token()));
    source.cancel();
    QVERIFY(!wait.hasEnded()); // not inside cancel()
    QVERIFY(wait.ends());
    QCOMPARE(wait.value(), Wake::Cancelled);
    QCOMPARE(m_clock.pending(), size_t(0));
}

void WakeupTest::cancelledBefore()
{
    Wakeup wakeup;
    wakeup.nudge();
    CancelSource source;
    source.cancel();
    const Watched<Wake> wait(wakeup.wait(&m_clock, 1h, source.token()));
    QVERIFY(wait.hasEnded());
    QCOMPARE(wait.value(), Wake::Cancelled);
}

void WakeupTest::aNudgeAfterCancellingIsKept()
{
    Wakeup wakeup;
    CancelSource source;
    const Watched<Wake> wait(wakeup.wait(&m_clock, 1h, source.token()));
    source.cancel();
    wakeup.nudge(); // the wait is over already, though it has not resumed
    QVERIFY(wait.ends());
    QCOMPARE(wait.value(), Wake::Cancelled);
    const Watched<Wake> next(wakeup.wait(&m_clock, 1h, {}));
    QVERIFY(next.hasEnded());
}

static QCoro::Task<> waitOnce(Wakeup *wakeup, Clock *clock, CancelToken token)
{
    const std::optional<Duration> patience = 1h;
    co_await wakeup->wait(clock, patience, token);
}

void WakeupTest::endsWithItsScope()
{
    Wakeup wakeup;
    TaskScope scope(QStringLiteral("waiting"));
    scope.spawn(waitOnce(&wakeup, &m_clock, scope.token()));
    const Watched<void> joined(scope.cancelAndJoin());
    QVERIFY(joined.ends());
    QCOMPARE(m_clock.pending(), size_t(0));
}

QTEST_GUILESS_MAIN(WakeupTest)
#include "tst_wakeup.moc"
