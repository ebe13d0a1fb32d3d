#include "async/completion.h"
#include "async/sleep.h"
#include "async/taskscope.h"
#include "async/timeout.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::Watched;

class TimeoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnsTheResult();
    void alreadyFinished();
    void timesOut();
    void endsBeforeTheLimit();
    void waitsForAnOperationThatIgnoresIt();
    void cancelled();
    void endsWithItsScope();
    void passesExceptionsOn();
    void nests();

private:
    using Timed = Watched<TimedOr<Wake>>;

    std::function<QCoro::Task<Wake>(CancelToken)> sleeping(Duration duration)
    {
        return [this, duration](CancelToken token) {
            return sleepFor(&m_clock, duration, token);
        };
    }

    test::FakeClock m_clock;
};

static QCoro::Task<QString> immediate(CancelToken)
{
    co_return u"at once"_qs;
}

void TimeoutTest::returnsTheResult()
{
    const Timed task(withTimeout<Wake>(&m_clock, 2s, {}, sleeping(1s)));
    m_clock.advance(1s);
    QVERIFY(task.ends());
    QCOMPARE(task.value().value, Wake::Elapsed);
    QVERIFY(!task.value().timedOut);
    QCOMPARE(m_clock.pending(), size_t(0)); // the limit's timer is gone too
}

void TimeoutTest::alreadyFinished()
{
    const Watched<TimedOr<QString>> task(withTimeout<QString>(&m_clock, 2s, {}, immediate));
    QVERIFY(task.hasEnded());
    QCOMPARE(task.value().value, u"at once"_qs);
    QVERIFY(!task.value().timedOut);
}

void TimeoutTest::timesOut()
{
    const Timed task(withTimeout<Wake>(&m_clock, 1s, {}, sleeping(1h)));
    m_clock.advance(1s);
    QVERIFY(task.ends());
    QCOMPARE(task.value().value, Wake::Cancelled);
    QVERIFY(task.value().timedOut);
}

void TimeoutTest::endsBeforeTheLimit()
{
    const Timed task(withTimeout<Wake>(&m_clock, 1s, {}, sleeping(999ms)));
    m_clock.advance(999ms);
    QVERIFY(task.ends());
    m_clock.advance(1h);
    QVERIFY(!task.value().timedOut);
}

static QCoro::Task<int> deaf(Completion<int> completion)
{
    const auto value = co_await completion.wait();
    co_return value;
}

void TimeoutTest::waitsForAnOperationThatIgnoresIt()
{
    const Completion<int> completion;
    const Watched<TimedOr<int>> task(
        withTimeout<int>(&m_clock, 1s, {}, [completion](CancelToken) { return deaf(completion); }));
    m_clock.advance(1h);
    test::settle();
    QVERIFY(!task.hasEnded());
    completion.complete(5);
    QVERIFY(task.ends());
    QCOMPARE(task.value().value, 5);
    QVERIFY(task.value().timedOut);
}

void TimeoutTest::cancelled()
{
    CancelSource source;
    const Timed task(withTimeout<Wake>(&m_clock, 1s, source.token(), sleeping(1h)));
    source.cancel();
    QVERIFY(task.ends());
    QCOMPARE(task.value().value, Wake::Cancelled);
    QVERIFY(!task.value().timedOut);
}

static QCoro::Task<> timed(Clock *clock, CancelToken token, std::function<QCoro::Task<Wake>(CancelToken)> operation)
{
    co_await withTimeout<Wake>(clock, 1h, token, operation);
}

void TimeoutTest::endsWithItsScope()
{
    TaskScope scope(QStringLiteral("timed"));
    scope.spawn(timed(&m_clock, scope.token(), sleeping(2h)));
    const Watched<void> joined(scope.cancelAndJoin());
    QVERIFY(joined.ends());
    QCOMPARE(scope.remaining(), 0);
    QCOMPARE(m_clock.pending(), size_t(0));
}

static QCoro::Task<Wake> broken(CancelToken)
{
    throw std::runtime_error("broken");
    co_return Wake::Elapsed;
}

void TimeoutTest::passesExceptionsOn()
{
    TaskScope scope(QStringLiteral("broken"));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("broken")));
    scope.spawn(timed(&m_clock, {}, broken));
    QCOMPARE(scope.faults(), 1);
    QCOMPARE(m_clock.pending(), size_t(0));
}

static QCoro::Task<Wake> inner(Clock *clock, CancelToken token, std::function<QCoro::Task<Wake>(CancelToken)> operation)
{
    auto ended = co_await withTimeout<Wake>(clock, 2s, token, operation);
    co_return ended.timedOut ? Wake::Elapsed : ended.value;
}

void TimeoutTest::nests()
{
    const auto operation = sleeping(1h);
    const Timed task(withTimeout<Wake>(
        &m_clock, 1s, {}, [this, operation](CancelToken token) { return inner(&m_clock, token, operation); }));
    m_clock.advance(1s);
    QVERIFY(task.ends());
    QVERIFY(task.value().timedOut); // the outer limit was the shorter one, and the inner saw a cancellation
    QCOMPARE(task.value().value, Wake::Cancelled);
}

QTEST_GUILESS_MAIN(TimeoutTest)
#include "tst_timeout.moc"
