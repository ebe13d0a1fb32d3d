#include "async/asyncsemaphore.h"
#include "async/sleep.h"
#include "async/taskscope.h"
#include "async/timeout.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"

#include <QTest>

#include <deque>
#include <random>

using namespace sluice;
using namespace std::chrono_literals;
using test::Watched;

class AsyncSemaphoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesNotSuspendWhileThereArePlaces();
    void admitsInOrderOfArrival();
    void aNewcomerDoesNotOvertake();
    void raisedWhileHeld();
    void loweredWhileHeld();
    void givesBackByScopeMoveAndRelease();
    void cancelledBefore();
    void cancelledWhileWaiting();
    void aCancelledWaiterDoesNotBlockOthers();
    void cancelAfterAdmissionLosesNoPermit();
    void waitWithATimeout();
    void endsWithItsScope();
    void manyCancelledWaitersLeaveNothing();
    void neverExceedsItsLimit();
};

using Acquire = Watched<SemaphorePermit>;

/// Several who want a place. At the end those who still wait are called off.
class Line
{
public:
    Line(AsyncSemaphore *semaphore, int count)
    {
        for (int number = 0; number < count; ++number)
            m_waiting.emplace_back(semaphore->acquire(m_cancel.token()));
    }

    ~Line()
    {
        m_cancel.cancel();
        test::settle();
    }

    const Acquire &operator[](size_t number) const { return m_waiting[number]; }
    auto begin() const { return m_waiting.begin(); }
    auto end() const { return m_waiting.end(); }

private:
    CancelSource m_cancel;
    std::vector<Acquire> m_waiting;
};

/// "110": who has got a permit by now.
static QString admitted(const Line &waiting)
{
    test::settle();
    QString story;
    for (const auto &one : waiting)
        story += one.hasEnded() && one.value() ? u'1' : u'0';
    return story;
}

void AsyncSemaphoreTest::doesNotSuspendWhileThereArePlaces()
{
    AsyncSemaphore semaphore(2);
    const Line waiting(&semaphore, 3);
    QVERIFY(waiting[0].hasEnded() && waiting[1].hasEnded() && !waiting[2].hasEnded());
    QCOMPARE(semaphore.held(), 2);
    QCOMPARE(semaphore.waiting(), 1);
    waiting[0].value().release();
    QCOMPARE(admitted(waiting), u"011"_qs);
}

void AsyncSemaphoreTest::admitsInOrderOfArrival()
{
    AsyncSemaphore semaphore(1);
    const Line waiting(&semaphore, 4);
    QStringList story{admitted(waiting)};
    for (const auto &holder : waiting) {
        holder.value().release();
        story << admitted(waiting);
    }
    QCOMPARE(story, QStringList({u"1000"_qs, u"0100"_qs, u"0010"_qs, u"0001"_qs, u"0000"_qs}));
    QCOMPARE(semaphore.held(), 0);
}

void AsyncSemaphoreTest::aNewcomerDoesNotOvertake()
{
    AsyncSemaphore semaphore(1);
    const Line waiting(&semaphore, 2);
    waiting[0].value().release(); // the place now belongs to the second, who has not resumed yet
    const Acquire newcomer(semaphore.acquire({}));
    QVERIFY(!newcomer.hasEnded());
    QCOMPARE(admitted(waiting), u"01"_qs);
    QVERIFY(!newcomer.hasEnded());
    waiting[1].value().release();
    QVERIFY(newcomer.ends());
}

void AsyncSemaphoreTest::raisedWhileHeld()
{
    AsyncSemaphore semaphore(1);
    const Line waiting(&semaphore, 4);
    semaphore.setLimit(3);
    QCOMPARE(semaphore.held(), 3);
    QCOMPARE(admitted(waiting), u"1110"_qs);
}

void AsyncSemaphoreTest::loweredWhileHeld()
{
    AsyncSemaphore semaphore(3);
    const Line waiting(&semaphore, 5);
    semaphore.setLimit(1);
    QCOMPARE(admitted(waiting), u"11100"_qs); // holders keep what they have
    waiting[0].value().release();
    waiting[1].value().release();
    QCOMPARE(admitted(waiting), u"00100"_qs); // nobody is admitted until enough came back
    waiting[2].value().release();
    QCOMPARE(admitted(waiting), u"00010"_qs);
    QCOMPARE(semaphore.held(), 1);
}

static QCoro::Task<bool> holdBriefly(AsyncSemaphore *semaphore)
{
    const CancelToken never;
    const auto permit = co_await semaphore->acquire(never);
    co_return static_cast<bool>(permit);
}

void AsyncSemaphoreTest::givesBackByScopeMoveAndRelease()
{
    AsyncSemaphore semaphore(2);
    const Watched<bool> brief(holdBriefly(&semaphore));
    QVERIFY(brief.value());
    QCOMPARE(semaphore.held(), 0);

    const Line taken(&semaphore, 2);
    SemaphorePermit permit = std::move(taken[0].value());
    QVERIFY(!taken[0].value());
    QCOMPARE(semaphore.held(), 2);
    permit = std::move(taken[1].value()); // what it held before goes back
    QCOMPARE(semaphore.held(), 1);
    permit.release();
    permit.release();
    QCOMPARE(semaphore.held(), 0);
}

void AsyncSemaphoreTest::cancelledBefore()
{
    AsyncSemaphore semaphore(1);
    CancelSource source;
    source.cancel();
    const Acquire late(semaphore.acquire(source.token()));
    QVERIFY(late.hasEnded());
    QVERIFY(!late.value());
    QCOMPARE(semaphore.held(), 0);
}

void AsyncSemaphoreTest::cancelledWhileWaiting()
{
    AsyncSemaphore semaphore(1);
    const Acquire holder(semaphore.acquire({}));
    CancelSource source;
    const Acquire waiting(semaphore.acquire(source.token()));
    source.cancel();
    QCOMPARE(semaphore.waiting(), 0);
    QVERIFY(!waiting.hasEnded()); // not inside cancel()
    QVERIFY(waiting.ends());
    QVERIFY(!waiting.value());
    QCOMPARE(semaphore.held(), 1);
}

void AsyncSemaphoreTest::aCancelledWaiterDoesNotBlockOthers()
{
    AsyncSemaphore semaphore(1);
    const Acquire holder(semaphore.acquire({}));
    CancelSource source;
    const Acquire leaving(semaphore.acquire(source.token()));
    const Acquire staying(semaphore.acquire({}));
    source.cancel();
    holder.value().release();
    QVERIFY(staying.ends());
    QVERIFY(staying.value());
    QVERIFY(leaving.ends());
    QVERIFY(!leaving.value());
}

void AsyncSemaphoreTest::cancelAfterAdmissionLosesNoPermit()
{
    AsyncSemaphore semaphore(1);
    const Acquire holder(semaphore.acquire({}));
    CancelSource source;
    const Acquire racing(semaphore.acquire(source.token()));
    const Acquire next(semaphore.acquire({}));
    holder.value().release(); // admitted ...
    source.cancel();          // ... and cancelled before it resumed
    QVERIFY(racing.ends());
    QVERIFY(racing.value()); // it has the permit and must give it back, like anyone
    racing.value().release();
    QVERIFY(next.ends());
    QVERIFY(next.value());
    QCOMPARE(semaphore.held(), 1);
}

void AsyncSemaphoreTest::waitWithATimeout()
{
    test::FakeClock clock;
    AsyncSemaphore semaphore(1);
    const Acquire holder(semaphore.acquire({}));
    const Watched<TimedOr<SemaphorePermit>> waiting(withTimeout<SemaphorePermit>(
        &clock, 1s, {}, [&semaphore](CancelToken token) { return semaphore.acquire(token); }));
    clock.advance(1s);
    QVERIFY(waiting.ends());
    QVERIFY(waiting.value().timedOut);
    QVERIFY(!waiting.value().value);
    QCOMPARE(semaphore.waiting(), 0);
}

static QCoro::Task<> holdUntilCancelled(AsyncSemaphore *semaphore, Clock *clock, CancelToken token)
{
    const auto permit = co_await semaphore->acquire(token);
    if (permit)
        co_await sleepFor(clock, 1h, token);
}

void AsyncSemaphoreTest::endsWithItsScope()
{
    test::FakeClock clock;
    AsyncSemaphore semaphore(2);
    TaskScope scope(QStringLiteral("holders"));
    for (int number = 0; number < 6; ++number)
        scope.spawn(holdUntilCancelled(&semaphore, &clock, scope.token()));
    QCOMPARE(semaphore.waiting(), 4);
    const Watched<void> joined(scope.cancelAndJoin());
    QVERIFY(joined.ends());
    QCOMPARE(semaphore.held(), 0);
    QCOMPARE(semaphore.waiting(), 0);
}

void AsyncSemaphoreTest::manyCancelledWaitersLeaveNothing()
{
    AsyncSemaphore semaphore(1);
    const Acquire holder(semaphore.acquire({}));
    const Acquire first(semaphore.acquire({})); // stays in front all the time
    for (int round = 0; round < 1000; ++round) {
        CancelSource source;
        const Acquire leaving(semaphore.acquire(source.token()));
        source.cancel();
        QCOMPARE(semaphore.waiting(), 1);
    }
    test::settle();
    holder.value().release();
    QVERIFY(first.ends());
}

static QCoro::Task<> useSometimes(AsyncSemaphore *semaphore, Clock *clock, Duration hold, CancelToken token, int *peak)
{
    auto permit = co_await semaphore->acquire(token);
    if (!permit)
        co_return;
    *peak = std::max(*peak, semaphore->held() - semaphore->limit());
    co_await sleepFor(clock, hold, token);
    permit.release();
}

void AsyncSemaphoreTest::neverExceedsItsLimit()
{
    test::FakeClock clock;
    AsyncSemaphore semaphore(3);
    TaskScope scope(QStringLiteral("users"));
    std::deque<CancelSource> sources;
    std::mt19937 chance(4711);
    int peak = -3;
    for (int round = 0; round < 500; ++round) {
        sources.emplace_back();
        scope.spawn(
            useSometimes(&semaphore, &clock, std::chrono::milliseconds(chance() % 50), sources.back().token(), &peak));
        if (chance() % 3 == 0)
            sources[chance() % sources.size()].cancel();
        clock.advance(std::chrono::milliseconds(chance() % 20));
        if (chance() % 2 == 0)
            test::settle();
    }
    while (scope.remaining() > 0) {
        test::settle();
        clock.advance(50ms);
    }
    QCOMPARE(peak, 0); // the limit was reached and never passed
    QCOMPARE(semaphore.held(), 0);
    QCOMPARE(semaphore.waiting(), 0);
}

QTEST_GUILESS_MAIN(AsyncSemaphoreTest)
#include "tst_asyncsemaphore.moc"
