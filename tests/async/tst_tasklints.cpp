// Every lint provoked by tasks that really do it, and left alone by those that do not.
#include "async/onthreadpool.h"
#include "async/retrying.h"
#include "core/systemclock.h"
#include "lintstage.h"
#include "support/coroutinetest.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <ctime>

using namespace sluice;
using namespace std::chrono_literals;
using test::FakeClock;
using test::one;
using test::Stage;

class TaskLintsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slowResume();
    void slowResumeWhileItLasts();
    void manyShortTurnsAreNotSlow();
    void computingHere();
    void waitingIsNotComputing();
    void cancelledAlive();
    void endingInTimeIsLetPass();
    void lostWakeup();
    void aThreadThatStillWorksIsNoLoss();
    void aLocalCopyIsNoPromise();
    void cancellingEndsTheLoss();
    void backoffWithPlace();
    void backoffWithoutPlaceIsLetPass();
    void namesStandBesideTheTasks();
};

namespace {

QCoro::Task<> run(FakeClock *clock, Duration turn, int turns)
{
    TaskEntry::current()->setStage(WaitReason::Body);
    const CancelToken never;
    for (int i = 0; i < turns; ++i) {
        co_await sleepFor(clock, 1s, never);
        clock->advance(turn); // stands for work
    }
}

QCoro::Task<> until(Completion<bool> end)
{
    co_await end.wait("a word");
}

} // namespace

void TaskLintsTest::slowResume()
{
    Stage stage;
    stage.scope.spawn({"job", 17, {}, 1}, [&] { return run(&stage.clock, 130ms, 1); });
    stage.clock.advance(1s);
    QTRY_COMPARE(stage.scope.remaining(), 0);
    const auto lints = stage.snapshot().lints;
    QCOMPARE(stage.names(), one("slow-resume"));
    QVERIFY2(lints[0].text.contains(QStringLiteral("job 17")) && lints[0].text.contains(QStringLiteral("130 ms")),
             qPrintable(lints[0].text));
    QVERIFY2(lints[0].text.contains(waitReasonLabel(WaitReason::Body)), qPrintable(lints[0].text));
    QVERIFY(!lints[0].remedy.isEmpty());
    QCOMPARE(lints[0].tasks, std::vector<quint64>{1});
}

void TaskLintsTest::slowResumeWhileItLasts()
{
    Stage stage;
    QStringList seen;
    const Completion<bool> end;
    stage.scope.spawn(TaskLabel{"job"}, [&] {
        stage.clock.advance(120ms);
        seen = stage.names();
        return until(end);
    });
    QCOMPARE(seen, one("slow-resume"));
    end.complete(true);
    QTRY_COMPARE(stage.scope.remaining(), 0);
}

void TaskLintsTest::manyShortTurnsAreNotSlow()
{
    Stage stage;
    stage.scope.spawn(TaskLabel{"job"}, [&] { return run(&stage.clock, 90ms, 5); });
    for (int i = 0; i < 5; ++i) {
        stage.clock.advance(1s);
        test::settle();
    }
    QTRY_COMPARE(stage.scope.remaining(), 0);
    QCOMPARE(stage.names(), QStringList());
}

namespace {

/// By this thread: others may have the processor too.
Duration computed()
{
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return std::chrono::duration_cast<Duration>(std::chrono::seconds(used.tv_sec) +
                                                std::chrono::nanoseconds(used.tv_nsec));
}

QCoro::Task<> compute(Clock *clock, bool computes)
{
    const CancelToken never;
    co_await sleepFor(clock, 1ms, never);
    if (computes) {
        const auto until = computed() + 40ms;
        volatile double sum = 0;
        while (computed() < until)
            sum = sum + 1;
    } else {
        QSemaphore nobody;
        nobody.tryAcquire(1, 60);
    }
}

QStringList namesAfter(bool computes)
{
    SystemClock clock;
    TaskRegistry registry(&clock);
    TaskScope scope(QStringLiteral("test"), {}, &registry);
    scope.spawn(TaskLabel{"job"}, [&] { return compute(&clock, computes); });
    const test::Watched<void> joined(scope.join());
    joined.ends();
    QStringList names;
    for (const auto &lint : lintTasks(snapshotOf(registry.read()), registry.history().events(clock.now())))
        names.append(lint.name);
    return names;
}

} // namespace

void TaskLintsTest::computingHere()
{
    QVERIFY(namesAfter(true).contains(QStringLiteral("computing-here")));
}

void TaskLintsTest::waitingIsNotComputing()
{
    QVERIFY(!namesAfter(false).contains(QStringLiteral("computing-here")));
}

void TaskLintsTest::cancelledAlive()
{
    Stage stage;
    const Completion<bool> end;
    stage.scope.spawn(TaskLabel{"deaf"}, [&] { return until(end); });
    stage.scope.cancel();
    stage.clock.advance(1900ms);
    QCOMPARE(stage.names(), QStringList());
    stage.clock.advance(200ms); // nothing happens but that time goes by
    QCOMPARE(stage.names(), one("cancelled-alive"));
    end.complete(true);
    QTRY_COMPARE(stage.scope.remaining(), 0);
}

static QCoro::Task<> nap(Clock *clock, Duration duration, CancelToken token)
{
    co_await sleepFor(clock, duration, token);
}

void TaskLintsTest::endingInTimeIsLetPass()
{
    Stage stage;
    stage.scope.spawn(TaskLabel{"job"}, [&](CancelToken own) { return nap(&stage.clock, 1h, own); });
    stage.scope.cancel();
    QTRY_COMPARE(stage.scope.remaining(), 0);
    stage.clock.advance(5s);
    QCOMPARE(stage.names(), QStringList());
}

namespace {

QCoro::Task<> onPool(QThreadPool *pool, CancelToken token, QSemaphore *gate)
{
    std::function<Result<int>(CancelToken)> work = [gate](CancelToken) {
        gate->acquire();
        return Result<int>(1);
    };
    const auto worked = co_await onThreadPool<int>(pool, token, std::move(work));
    Q_UNUSED(worked)
}

} // namespace

namespace {

/// As onThreadPool, but leaves when it is cancelled.
QCoro::Task<> onPoolOrCancelled(QThreadPool *pool, CancelToken token, QSemaphore *gate)
{
    const Completion<bool> end;
    pool->start([gate, end = end.completer()] {
        gate->acquire();
        end.complete(true);
    });
    const CancelCallback onCancel(token, [end] { end.complete(false); });
    co_await end.wait("a thread");
}

} // namespace

void TaskLintsTest::lostWakeup()
{
    Stage stage;
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    QSemaphore gate;
    const auto start = [&](CancelToken own) {
        return onPoolOrCancelled(&pool, own, &gate);
    };
    stage.scope.spawn({"job", 1, {}, 0}, start);
    stage.scope.spawn({"job", 2, {}, 0}, start);
    QCOMPARE(stage.names(), QStringList());
    pool.clear(); // the second had not begun, and now never will
    QTRY_COMPARE(stage.names(), one("lost-wakeup"));
    QCOMPARE(stage.snapshot().lints[0].tasks, std::vector<quint64>{2});
    gate.release();
    QTRY_COMPARE(stage.scope.remaining(), 1);
    QCOMPARE(stage.names(), one("lost-wakeup"));
    stage.scope.cancel();
    QTRY_COMPARE(stage.scope.remaining(), 0);
}

void TaskLintsTest::aThreadThatStillWorksIsNoLoss()
{
    Stage stage;
    QThreadPool pool;
    QSemaphore gate;
    stage.scope.spawn(TaskLabel{"job"}, [&](CancelToken own) { return onPool(&pool, own, &gate); });
    test::settle();
    stage.clock.advance(1h);
    QCOMPARE(stage.names(), QStringList());
    gate.release();
    QTRY_COMPARE(stage.scope.remaining(), 0);
}

namespace {

/// Its own copy of the Completion, in its frame and in the cancel callback, brings nothing.
QCoro::Task<> untilBrought(std::function<void(Completer<bool>)> take, CancelToken token)
{
    const Completion<bool> end;
    const auto copy = end;
    take(end.completer());
    const CancelCallback onCancel(token, [end] { end.complete(false); });
    co_await copy.wait("a word");
}

} // namespace

void TaskLintsTest::aLocalCopyIsNoPromise()
{
    Stage stage;
    std::optional<Completer<bool>> bringer;
    const std::function<void(Completer<bool>)> keep = [&](const Completer<bool> &completer) {
        bringer = completer;
    };
    stage.scope.spawn(TaskLabel{"job"}, [&](CancelToken own) { return untilBrought(keep, own); });
    test::settle();
    QCOMPARE(stage.names(), QStringList());
    bringer.reset();
    QTRY_COMPARE(stage.names(), one("lost-wakeup"));
    stage.scope.cancel();
    QTRY_COMPARE(stage.scope.remaining(), 0);
}

void TaskLintsTest::cancellingEndsTheLoss()
{
    Stage stage;
    const std::function<void(Completer<bool>)> forget = [](const Completer<bool> &) {
    };
    stage.scope.spawn(TaskLabel{"job"}, [&](CancelToken own) { return untilBrought(forget, own); });
    QTRY_COMPARE(stage.names(), one("lost-wakeup"));
    QVERIFY(stage.registry.cancel(1));
    QTRY_COMPARE(stage.scope.remaining(), 0);
    QCOMPARE(stage.names(), QStringList());
}

namespace {

QCoro::Task<int> fails(int)
{
    co_return 0;
}

QCoro::Task<> retryInPlace(Clock *clock, CancelToken token, bool keepsPlace)
{
    if (keepsPlace)
        TaskEntry::current()->addHeld(1);
    std::function<QCoro::Task<int>(int)> operation = fails;
    std::function<std::optional<Duration>(const int &, int)> decide = [](const int &, int) {
        return Duration(10s);
    };
    co_await retrying(clock, token, std::move(operation), std::move(decide));
}

} // namespace

void TaskLintsTest::backoffWithPlace()
{
    Stage stage;
    stage.scope.spawn({"job", 4, QStringLiteral("https://example.org"), 1},
                      [&](CancelToken own) { return retryInPlace(&stage.clock, own, true); });
    QCOMPARE(stage.names(), one("backoff-with-place"));
    QVERIFY(stage.snapshot().lints[0].text.contains(QStringLiteral("https://example.org")));
    stage.scope.cancel();
    QTRY_COMPARE(stage.scope.remaining(), 0);
}

void TaskLintsTest::backoffWithoutPlaceIsLetPass()
{
    Stage stage;
    stage.scope.spawn(TaskLabel{"job"}, [&](CancelToken own) { return retryInPlace(&stage.clock, own, false); });
    QCOMPARE(stage.names(), QStringList());
    stage.scope.cancel();
    QTRY_COMPARE(stage.scope.remaining(), 0);
}

void TaskLintsTest::namesStandBesideTheTasks()
{
    Stage stage;
    const Completion<bool> end;
    stage.scope.spawn(TaskLabel{"deaf"}, [&] { return until(end); });
    stage.scope.cancel();
    stage.clock.advance(3s);
    QCOMPARE(stage.snapshot().tasks.at(0).lints, one("cancelled-alive"));
    end.complete(true);
    QTRY_COMPARE(stage.scope.remaining(), 0);
}

QTEST_GUILESS_MAIN(TaskLintsTest)
#include "tst_tasklints.moc"
