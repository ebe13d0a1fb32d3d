#include "async/completion.h"
#include "async/sleep.h"
#include "async/taskscope.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::Watched;

class TaskScopeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsItsTasks();
    void alreadyFinished();
    void joinsAtTheEndOfTheLast();
    void joinsWhatIsSpawnedMeanwhile();
    void joinsWhatIsSpawnedBeforeItResumes();
    void joinsAtOnceWhenEmpty();
    void letsSeveralJoin();
    void cancelsItsTasks();
    void followsItsParent();
    void takesTasksAfterCancel();
    void catchesExceptions();
    void mayDieRightAfterTheJoin();
    void joiningNeedsTheEventLoopOnly();

private:
    test::FakeClock m_clock;
};

static QCoro::Task<> nap(Clock *clock, Duration duration, CancelToken token)
{
    co_await sleepFor(clock, duration, token);
}

static QCoro::Task<> nothing()
{
    co_return;
}

void TaskScopeTest::countsItsTasks()
{
    TaskScope scope(QStringLiteral("test"));
    scope.spawn(nap(&m_clock, 1s, {}));
    scope.spawn(nap(&m_clock, 2s, {}));
    QCOMPARE(scope.remaining(), 2);
    m_clock.advance(1s);
    QTRY_COMPARE(scope.remaining(), 1);
    m_clock.advance(1s);
    QTRY_COMPARE(scope.remaining(), 0);
}

void TaskScopeTest::alreadyFinished()
{
    TaskScope scope(QStringLiteral("test"));
    scope.spawn(nothing());
    QCOMPARE(scope.remaining(), 0);
}

void TaskScopeTest::joinsAtTheEndOfTheLast()
{
    TaskScope scope(QStringLiteral("test"));
    scope.spawn(nap(&m_clock, 1s, {}));
    scope.spawn(nap(&m_clock, 2s, {}));
    const Watched<void> joined(scope.join());
    m_clock.advance(1s);
    test::settle();
    QVERIFY(!joined.hasEnded());
    m_clock.advance(1s);
    QVERIFY(joined.ends());
    QCOMPARE(scope.remaining(), 0);
}

static QCoro::Task<> napThenSpawn(TaskScope *scope, Clock *clock)
{
    const CancelToken never;
    co_await sleepFor(clock, 1s, never);
    scope->spawn(nap(clock, 1s, {}));
}

void TaskScopeTest::joinsWhatIsSpawnedMeanwhile()
{
    TaskScope scope(QStringLiteral("test"));
    scope.spawn(napThenSpawn(&scope, &m_clock));
    const Watched<void> joined(scope.join());
    m_clock.advance(1s);
    test::settle();
    QVERIFY(!joined.hasEnded());
    m_clock.advance(1s);
    QVERIFY(joined.ends());
}

static QCoro::Task<> until(Completion<bool> completion)
{
    co_await completion.wait();
}

static QCoro::Task<> spawnAfter(Completion<bool> completion, TaskScope *scope, Clock *clock)
{
    co_await completion.wait();
    scope->spawn(nap(clock, 1s, {}));
}

void TaskScopeTest::joinsWhatIsSpawnedBeforeItResumes()
{
    TaskScope scope(QStringLiteral("test"));
    const Completion<bool> completion;
    const Completion<bool> late;
    const Watched<void> spawning(spawnAfter(late, &scope, &m_clock));
    scope.spawn(until(completion));
    const Watched<void> joined(scope.join());
    completion.complete(true);
    late.complete(true); // resumes after the task has ended, before the join does
    test::settle();
    QVERIFY(!joined.hasEnded());
    m_clock.advance(1s);
    QVERIFY(joined.ends());
}

void TaskScopeTest::joinsAtOnceWhenEmpty()
{
    TaskScope scope(QStringLiteral("test"));
    const Watched<void> joined(scope.join());
    QVERIFY(joined.hasEnded());
}

void TaskScopeTest::letsSeveralJoin()
{
    TaskScope scope(QStringLiteral("test"));
    scope.spawn(nap(&m_clock, 1s, {}));
    const Watched<void> first(scope.join());
    const Watched<void> second(scope.join());
    m_clock.advance(1s);
    QVERIFY(first.ends());
    QVERIFY(second.ends());
}

void TaskScopeTest::cancelsItsTasks()
{
    TaskScope scope(QStringLiteral("test"));
    scope.spawn(nap(&m_clock, 1h, scope.token()));
    scope.cancel();
    QVERIFY(scope.token().isCancelled());
    QCOMPARE(scope.remaining(), 1); // they end in their own time
    QTRY_COMPARE(scope.remaining(), 0);
}

void TaskScopeTest::followsItsParent()
{
    CancelSource parent;
    TaskScope scope(QStringLiteral("test"), parent.token());
    TaskScope other(QStringLiteral("other"), parent.token());
    other.cancel();
    QVERIFY(!scope.token().isCancelled());
    scope.spawn(nap(&m_clock, 1h, scope.token()));
    parent.cancel();
    QTRY_COMPARE(scope.remaining(), 0);
}

void TaskScopeTest::takesTasksAfterCancel()
{
    TaskScope scope(QStringLiteral("test"));
    scope.cancel();
    scope.spawn(nap(&m_clock, 1h, scope.token()));
    const Watched<void> joined(scope.join());
    QVERIFY(joined.ends());
}

static QCoro::Task<> broken(Completion<bool> start, bool standard)
{
    co_await start.wait();
    if (standard)
        throw std::runtime_error("went wrong");
    throw 42;
}

void TaskScopeTest::catchesExceptions()
{
    TaskScope scope(QStringLiteral("fragile"));
    const Completion<bool> start;
    scope.spawn(broken(start, true));
    const Completion<bool> startOther;
    scope.spawn(broken(startOther, false));
    scope.spawn(nap(&m_clock, 1s, {}));
    const Watched<void> joined(scope.join());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("fragile.*went wrong")));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("fragile")));
    start.complete(true);
    startOther.complete(true);
    QTRY_COMPARE(scope.faults(), 2);
    QCOMPARE(scope.remaining(), 1); // the others go on
    m_clock.advance(1s);
    QVERIFY(joined.ends());
}

static QCoro::Task<> owner(Clock *clock, bool *alive)
{
    auto scope = std::make_unique<TaskScope>(QStringLiteral("owned"));
    scope->spawn(nap(clock, 1h, scope->token()));
    co_await scope->cancelAndJoin();
    scope.reset();
    *alive = false;
}

void TaskScopeTest::mayDieRightAfterTheJoin()
{
    bool alive = true;
    const Watched<void> task(owner(&m_clock, &alive));
    QVERIFY(alive);
    QVERIFY(task.ends());
    QVERIFY(!alive);
    QCOMPARE(m_clock.pending(), size_t(0));
}

void TaskScopeTest::joiningNeedsTheEventLoopOnly()
{
    TaskScope scope(QStringLiteral("test"));
    scope.spawn(nap(&m_clock, 1s, {}));
    const Watched<void> joined(scope.join());
    QMetaObject::invokeMethod(
        this, [this] { m_clock.advance(1s); }, Qt::QueuedConnection);
    QVERIFY(joined.ends());
}

QTEST_GUILESS_MAIN(TaskScopeTest)
#include "tst_taskscope.moc"
