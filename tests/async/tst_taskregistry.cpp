#include "async/asyncsemaphore.h"
#include "async/sleep.h"
#include "async/taskregistry.h"
#include "async/taskrows.h"
#include "async/taskscope.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"

#include <QTest>
#include <QThread>

using namespace sluice;
using namespace std::chrono_literals;
using test::FakeClock;
using test::Watched;

class TaskRegistryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatATaskWaitsForAndSinceWhen();
    void listsATaskThatRuns();
    void keepsThoseThatEnded();
    void knowsParents();
    void booksTurnsToWhoHadThem();
    void booksTheDelayOfTheLoop();
    void showsWhatIsReady();
    void saysWhenATaskWasCancelled();
    void cancelsOneAlone();
    void whoHasATokenOfItsOwnIsCancelledWithItsScope();
    void countsWhatThereIsNoRoomFor();
    void remembersTheLastThatEnded();
    void remembersNoMoreWhenManyEndAtOnce();
    void aTaskThatEndsAtOnceIsListedAsEnded();
    void answersWhileTheLoopIsBlocked();
    void isFreeOfChargeWithoutARegistry();
};

namespace {

QCoro::Task<> nap(Clock *clock, Duration duration, CancelToken token)
{
    co_await sleepFor(clock, duration, token);
}

QCoro::Task<> work(FakeClock *clock, Duration first, Duration second)
{
    clock->advance(first); // stands for work: nobody else's turn
    const CancelToken never;
    co_await sleepFor(clock, 1s, never);
    clock->advance(second);
}

QCoro::Task<> spawnOne(TaskScope *scope, FakeClock *clock)
{
    clock->advance(3ms);
    scope->spawn(TaskLabel{"child"}, [clock] { return work(clock, 20ms, 0ms); });
    clock->advance(4ms);
    const CancelToken never;
    co_await sleepFor(clock, 1min, never);
}

QCoro::Task<> nothing()
{
    co_return;
}

/// The first that lives.
TaskRow rowIn(const TaskRegistry &registry)
{
    return snapshotOf(registry.read()).tasks.at(0);
}

} // namespace

void TaskRegistryTest::listsWhatATaskWaitsForAndSinceWhen()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    AsyncSemaphore semaphore(1);
    scope.spawn({"job", 17, QStringLiteral("https://example.org"), 2}, [&] { return nap(&clock, 10s, {}); });
    clock.advance(3s);
    const auto row = rowIn(registry);
    QCOMPARE(row.id, quint64(1));
    QCOMPARE(row.name, QStringLiteral("job 17"));
    QCOMPARE(row.kind, QStringLiteral("job"));
    QCOMPARE(row.host, QStringLiteral("https://example.org"));
    QCOMPARE(row.attempt, 2);
    QCOMPARE(row.state, TaskState::Waiting);
    QCOMPARE(row.waitingFor, QStringLiteral("a moment to come"));
    QCOMPARE(row.waiting, Duration(3s));
    QCOMPARE(row.age, Duration(3s));
    QCOMPARE(row.thread, QStringLiteral("main"));
    QVERIFY2(row.location.startsWith(QStringLiteral("sleep.cpp:")), qPrintable(row.location));
    clock.advance(7s);
    QTRY_COMPARE(scope.remaining(), 0);
}

void TaskRegistryTest::listsATaskThatRuns()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    TaskRow seen;
    scope.spawn(TaskLabel{"job"}, [&] {
        clock.advance(5ms);
        seen = rowIn(registry);
        return nothing();
    });
    QCOMPARE(seen.state, TaskState::Running);
    QCOMPARE(seen.running, Duration(5ms));
    QVERIFY2(seen.location.startsWith(QStringLiteral("tst_taskregistry.cpp:")), qPrintable(seen.location));
    QCOMPARE(seen.waitingFor, QString());
}

void TaskRegistryTest::keepsThoseThatEnded()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    scope.spawn({"job", 1, {}, 0}, [&] { return nap(&clock, 1s, {}); });
    scope.spawn({"job", 2, {}, 0}, [&] { return nap(&clock, 2s, {}); });
    clock.advance(2s);
    QTRY_COMPARE(scope.remaining(), 0);
    const auto snapshot = snapshotOf(registry.read());
    QCOMPARE(snapshot.finished, qint64(2));
    QCOMPARE(snapshot.tasks.size(), size_t(2));
    QCOMPARE(snapshot.tasks[0].name, QStringLiteral("job 2")); // the newest first
    QCOMPARE(snapshot.tasks[0].state, TaskState::Done);
    QCOMPARE(snapshot.tasks[0].age, Duration(2s));
    QCOMPARE(snapshot.tasks[0].resumes, qint64(1));
}

void TaskRegistryTest::knowsParents()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    scope.spawn(TaskLabel{"parent"}, [&] { return spawnOne(&scope, &clock); });
    const auto snapshot = snapshotOf(registry.read());
    QCOMPARE(snapshot.tasks.at(0).parent, quint64(0));
    QCOMPARE(snapshot.tasks.at(1).parent, snapshot.tasks.at(0).id);
    QVERIFY(!TaskEntry::current());
    clock.advance(1min);
    QTRY_COMPARE(scope.remaining(), 0);
}

void TaskRegistryTest::booksTurnsToWhoHadThem()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    scope.spawn(TaskLabel{"parent"}, [&] { return spawnOne(&scope, &clock); });
    auto tasks = snapshotOf(registry.read()).tasks;
    QCOMPARE(tasks.at(0).busy, Duration(7ms)); // not what its child did meanwhile
    QCOMPARE(tasks.at(0).longestBusy, Duration(7ms));
    QCOMPARE(tasks.at(1).busy, Duration(20ms));
    clock.advance(1s);
    QTRY_COMPARE(scope.remaining(), 1);
    scope.spawn(TaskLabel{"third"}, [&] { return work(&clock, 1ms, 30ms); });
    clock.advance(1s);
    QTRY_COMPARE(scope.remaining(), 1);
    tasks = snapshotOf(registry.read()).tasks;
    QCOMPARE(tasks.at(1).name, QStringLiteral("third"));
    QCOMPARE(tasks.at(1).busy, Duration(31ms));
    QCOMPARE(tasks.at(1).longestBusy, Duration(30ms));
    clock.advance(1min);
    QTRY_COMPARE(scope.remaining(), 0);
}

void TaskRegistryTest::booksTheDelayOfTheLoop()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    scope.spawn(TaskLabel{"job"}, [&] { return nap(&clock, 1s, {}); });
    clock.advance(1s);   // it is woken
    clock.advance(40ms); // and the loop is busy elsewhere
    QTRY_COMPARE(scope.remaining(), 0);
    QCOMPARE(rowIn(registry).readyDelay, Duration(40ms));
}

void TaskRegistryTest::showsWhatIsReady()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    scope.spawn(TaskLabel{"job"}, [&] { return nap(&clock, 1s, {}); });
    clock.advance(1s);
    QCOMPARE(rowIn(registry).state, TaskState::Ready);
    QTRY_COMPARE(scope.remaining(), 0);
}

static QCoro::Task<> deaf(Completion<bool> end)
{
    co_await end.wait("a word");
}

void TaskRegistryTest::saysWhenATaskWasCancelled()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    CancelSource outer;
    TaskScope scope(QStringLiteral("test"), outer.token(), &registry);
    const Completion<bool> end;
    scope.spawn(TaskLabel{"deaf"}, [&] { return deaf(end); });
    outer.cancel();
    clock.advance(5s);
    const auto row = rowIn(registry);
    QCOMPARE(row.state, TaskState::Cancelled);
    QCOMPARE(row.cancelledFor, Duration(5s));
    QCOMPARE(row.waitingFor, QStringLiteral("a word"));
    end.complete(true);
    QTRY_COMPARE(scope.remaining(), 0);
}

void TaskRegistryTest::cancelsOneAlone()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    const auto start = [&](CancelToken own) {
        return nap(&clock, 1h, own);
    };
    scope.spawn({"job", 1, {}, 0}, start);
    scope.spawn({"job", 2, {}, 0}, start);
    scope.spawn({"other", 3, {}, 0}, [&] { return nap(&clock, 1h, {}); });
    QVERIFY(rowIn(registry).cancellable);
    QVERIFY(registry.cancel(2));
    QVERIFY(!registry.cancel(3)); // it has no token of its own
    QVERIFY(!registry.cancel(99));
    QTRY_COMPARE(scope.remaining(), 2);
    QVERIFY(!registry.cancel(2)); // it has ended
    QCOMPARE(rowIn(registry).name, QStringLiteral("job 1"));
    QVERIFY(!scope.token().isCancelled());
    scope.cancel();
    QTRY_COMPARE(scope.remaining(), 1);
    clock.advance(1h);
    QTRY_COMPARE(scope.remaining(), 0);
}

void TaskRegistryTest::whoHasATokenOfItsOwnIsCancelledWithItsScope()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    CancelSource outer;
    TaskScope scope(QStringLiteral("test"), outer.token(), &registry);
    TaskScope other(QStringLiteral("other"), {}, &registry);
    const auto start = [&](CancelToken own) {
        return nap(&clock, 1h, own);
    };
    scope.spawn({"job", 1, {}, 0}, start);
    other.spawn({"job", 2, {}, 0}, start);
    outer.cancel();
    QTRY_COMPARE(scope.remaining(), 0);
    bool wasCancelled = false;
    scope.spawn({"late", 3, {}, 0}, [&](CancelToken own) {
        wasCancelled = own.isCancelled();
        return nothing();
    });
    QVERIFY(wasCancelled);
    QCOMPARE(other.remaining(), 1);
    other.cancel();
    QTRY_COMPARE(other.remaining(), 0);
}

void TaskRegistryTest::countsWhatThereIsNoRoomFor()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    const auto start = [&](CancelToken own) {
        return nap(&clock, 1h, own);
    };
    for (size_t i = 0; i < TaskRegistry::mostLiving + 3; ++i)
        scope.spawn(TaskLabel{"job"}, start);
    const auto reading = registry.read();
    QCOMPARE(reading.living.size(), TaskRegistry::mostLiving);
    QCOMPARE(reading.dropped, qint64(3));
    scope.cancel(); // reaches the unlisted ones too
    QTRY_COMPARE(scope.remaining(), 0);
}

void TaskRegistryTest::remembersTheLastThatEnded()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    const auto count = static_cast<qint64>(TaskRegistry::mostFinished) + 5;
    for (qint64 i = 1; i <= count; ++i)
        scope.spawn({"job", i, {}, 0}, [] { return nothing(); });
    const auto reading = registry.read();
    QCOMPARE(reading.finished.size(), TaskRegistry::mostFinished);
    QCOMPARE(reading.finished.front().label.number, count);
    QCOMPARE(reading.finished.back().label.number, qint64(6));
    QCOMPARE(reading.finishedInAll, count);

    registry.forgetFinished();
    QVERIFY(registry.read().finished.empty());
    for (qint64 i = 1; i <= 3; ++i)
        scope.spawn({"later", i, {}, 0}, [] { return nothing(); });
    const auto later = registry.read();
    QCOMPARE(later.finished.size(), size_t(3));
    QCOMPARE(later.finished.front().label.number, qint64(3));
    QCOMPARE(later.finished.back().label.number, qint64(1));
    QCOMPARE(later.finishedInAll, qint64(3));
}

void TaskRegistryTest::remembersNoMoreWhenManyEndAtOnce()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    const auto count = static_cast<qint64>(TaskRegistry::mostFinished) + 500;
    for (qint64 i = 1; i <= count; ++i)
        scope.spawn({"job", i, {}, 0}, [&](CancelToken own) { return nap(&clock, 1h, own); });
    scope.cancel();
    QTRY_COMPARE(scope.remaining(), 0);
    const auto reading = registry.read();
    QCOMPARE(reading.finished.size(), TaskRegistry::mostFinished);
    QCOMPARE(reading.finishedInAll, count);
}

void TaskRegistryTest::aTaskThatEndsAtOnceIsListedAsEnded()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    scope.spawn(TaskLabel{"job"}, [] { return nothing(); });
    QVERIFY(!TaskEntry::current());
    QCOMPARE(registry.read().living.size(), size_t(0));
    QCOMPARE(rowIn(registry).resumes, qint64(0));
}

void TaskRegistryTest::answersWhileTheLoopIsBlocked()
{
    FakeClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    TaskRow seen;
    scope.spawn(TaskLabel{"blocker"}, [&] {
        const std::unique_ptr<QThread> other(QThread::create([&] { seen = rowIn(registry); }));
        other->start();
        other->wait(); // this thread is in the task, and answers nothing
        return nothing();
    });
    QCOMPARE(seen.name, QStringLiteral("blocker"));
    QCOMPARE(seen.state, TaskState::Running);
}

void TaskRegistryTest::isFreeOfChargeWithoutARegistry()
{
    FakeClock clock;
    TaskScope scope(QStringLiteral("test"));
    TaskEntry *current = nullptr;
    scope.spawn(TaskLabel{"job"}, [&](CancelToken own) {
        current = TaskEntry::current();
        return nap(&clock, 1h, own);
    });
    QVERIFY(!current);
    scope.cancel();
    QTRY_COMPARE(scope.remaining(), 0);
}

QTEST_GUILESS_MAIN(TaskRegistryTest)
#include "tst_taskregistry.moc"
