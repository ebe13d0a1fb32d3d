#include "async/onthreadpool.h"
#include "async/taskscope.h"
#include "async/timeout.h"
#include "core/systemclock.h"
#include "support/coroutinetest.h"

#include <QSemaphore>
#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::Watched;

class OnThreadPoolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnsTheResult();
    void worksElsewhereAndResumesHere();
    void aFailureIsAValue();
    void anExceptionIsAnError();
    void cancelledBefore();
    void cancelledInTheQueue();
    void cancelledMeanwhile();
    void timesOut();
    void endsWithItsScope();
    void keepsTheEventLoopAlive();
    void destroysTheWorkBeforeResuming();
    void manyAtOnce();
};

template <typename T>
using Work = std::function<Result<T>(CancelToken)>;
using Call = Watched<Result<int>>;

/// Works until someone opens the gate or cancels.
static Work<int> gated(QSemaphore *gate)
{
    return [gate](CancelToken token) -> Result<int> {
        while (!gate->tryAcquire(1, 5)) {
            if (token.isCancelled())
                return Cancelled{};
        }
        return 1;
    };
}

void OnThreadPoolTest::returnsTheResult()
{
    QThreadPool pool;
    const Call call(onThreadPool<int>(&pool, {}, [](CancelToken) -> Result<int> { return 42; }));
    QVERIFY(!call.hasEnded()); // even when the work is done already: resumed by the event loop only
    QVERIFY(call.ends());
    QCOMPARE(call.value().value(), 42);
}

static QCoro::Task<bool> resumesAtHome(QThreadPool *pool, Work<QThread *> work)
{
    const auto home = QThread::currentThread();
    const CancelToken never;
    const auto worker = co_await onThreadPool<QThread *>(pool, never, work);
    const bool elsewhere = worker.value() != home;
    co_return elsewhere &&QThread::currentThread() == home;
}

void OnThreadPoolTest::worksElsewhereAndResumesHere()
{
    QThreadPool pool;
    const Watched<bool> task(
        resumesAtHome(&pool, [](CancelToken) -> Result<QThread *> { return QThread::currentThread(); }));
    QVERIFY(task.ends());
    QVERIFY(task.value());
}

void OnThreadPoolTest::aFailureIsAValue()
{
    QThreadPool pool;
    const Error error{ErrorKind::Storage, u"disk full"_qs};
    const Call call(onThreadPool<int>(&pool, {}, [error](CancelToken) -> Result<int> { return error; }));
    QVERIFY(call.ends());
    QCOMPARE(call.value().error(), error);
}

void OnThreadPoolTest::anExceptionIsAnError()
{
    QThreadPool pool;
    const Call standard(
        onThreadPool<int>(&pool, {}, [](CancelToken) -> Result<int> { throw std::runtime_error("bad"); }));
    const Call other(onThreadPool<int>(&pool, {}, [](CancelToken) -> Result<int> { throw 42; }));
    QVERIFY(standard.ends() && other.ends());
    QCOMPARE(standard.value().error(), (Error{ErrorKind::Internal, u"bad"_qs}));
    QCOMPARE(other.value().error().kind, ErrorKind::Internal);
}

void OnThreadPoolTest::cancelledBefore()
{
    QThreadPool pool;
    CancelSource source;
    source.cancel();
    std::atomic_bool begun = false;
    const Call call(onThreadPool<int>(&pool, source.token(), [&begun](CancelToken) -> Result<int> {
        begun = true;
        return 1;
    }));
    QVERIFY(call.ends());
    QVERIFY(call.value().cancelled());
    QVERIFY(!begun);
}

void OnThreadPoolTest::cancelledInTheQueue()
{
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    QSemaphore gate;
    CancelSource source;
    const Call running(onThreadPool<int>(&pool, {}, gated(&gate)));
    std::atomic_bool begun = false;
    const Call queued(onThreadPool<int>(&pool, source.token(), [&begun](CancelToken) -> Result<int> {
        begun = true;
        return 1;
    }));
    source.cancel();
    gate.release();
    QVERIFY(queued.ends());
    QVERIFY(queued.value().cancelled());
    QVERIFY(!begun);
    QVERIFY(running.ends());
    QVERIFY(running.value());
}

void OnThreadPoolTest::cancelledMeanwhile()
{
    QThreadPool pool;
    QSemaphore gate;
    CancelSource source;
    const Call call(onThreadPool<int>(&pool, source.token(), gated(&gate)));
    source.cancel();
    QVERIFY(call.ends());
    QVERIFY(call.value().cancelled());
}

void OnThreadPoolTest::timesOut()
{
    QThreadPool pool;
    QSemaphore gate;
    SystemClock clock;
    const Watched<TimedOr<Result<int>>> task(withTimeout<Result<int>>(
        &clock, 10ms, {}, [&](CancelToken token) { return onThreadPool<int>(&pool, token, gated(&gate)); }));
    QVERIFY(task.ends());
    QVERIFY(task.value().timedOut);
    QVERIFY(task.value().value.cancelled());
}

static QCoro::Task<> call(QThreadPool *pool, CancelToken token, Work<int> work, int *cancelled)
{
    const auto ended = co_await onThreadPool<int>(pool, token, work);
    *cancelled += ended.cancelled();
}

void OnThreadPoolTest::endsWithItsScope()
{
    QThreadPool pool;
    QSemaphore gate;
    TaskScope scope(QStringLiteral("workers"));
    int cancelled = 0;
    for (int number = 0; number < 8; ++number)
        scope.spawn(call(&pool, scope.token(), gated(&gate), &cancelled));
    const Watched<void> joined(scope.cancelAndJoin());
    QVERIFY(joined.ends());
    QCOMPARE(cancelled, 8);
}

void OnThreadPoolTest::keepsTheEventLoopAlive()
{
    QThreadPool pool;
    QSemaphore gate;
    const Call task(onThreadPool<int>(&pool, {}, gated(&gate)));
    QMetaObject::invokeMethod(
        this, [&gate] { gate.release(); }, Qt::QueuedConnection);
    QVERIFY(task.ends());
    QVERIFY(task.value());
}

static QCoro::Task<bool> isLastOwner(QThreadPool *pool, std::shared_ptr<int> owned, Work<int> work)
{
    auto moved = std::move(work);
    const CancelToken never;
    const auto ended = co_await onThreadPool<int>(pool, never, std::move(moved));
    co_return ended &&owned.use_count() == 1;
}

void OnThreadPoolTest::destroysTheWorkBeforeResuming()
{
    QThreadPool pool;
    for (int round = 0; round < 200; ++round) {
        auto owned = std::make_shared<int>(1);
        Work<int> work = [owned](CancelToken) -> Result<int> {
            return *owned;
        };
        const Watched<bool> task(isLastOwner(&pool, std::move(owned), std::move(work)));
        QVERIFY(task.ends());
        QVERIFY(task.value());
    }
}

void OnThreadPoolTest::manyAtOnce()
{
    QThreadPool pool;
    pool.setMaxThreadCount(4);
    std::vector<Call> calls;
    for (int number = 0; number < 1000; ++number)
        calls.emplace_back(onThreadPool<int>(&pool, {}, [number](CancelToken) -> Result<int> { return number; }));
    int sum = 0;
    for (const auto &one : calls) {
        QVERIFY(one.ends());
        sum += one.value().value();
    }
    QCOMPARE(sum, 499'500);
}

QTEST_GUILESS_MAIN(OnThreadPoolTest)
#include "tst_onthreadpool.moc"
