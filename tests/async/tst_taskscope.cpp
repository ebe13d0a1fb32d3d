#include "async/asyncsemaphore.h"
#include "async/gather.h"
#include "async/onthreadpool.h"
#include "async/retrying.h"
#include "async/taskscope.h"
#include "async/timeout.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;

class TaskScopeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joins();
};

static QCoro::Task<> nap(Clock *clock, CancelToken token, Wake *wake)
{
    *wake = co_await sleepFor(clock, std::chrono::seconds(1), token);
}

static QCoro::Task<> joinAll(TaskScope *scope, bool *done)
{
    co_await scope->join();
    *done = true;
}

void TaskScopeTest::joins()
{
    test::FakeClock clock;
    TaskScope scope(QStringLiteral("test"));
    Wake wake = Wake::Cancelled;
    bool done = false;
    scope.spawn(nap(&clock, scope.token(), &wake));
    QCOMPARE(scope.remaining(), 1);
    clock.advance(std::chrono::milliseconds(1000));
    TaskScope outer(QStringLiteral("outer"));
    outer.spawn(joinAll(&scope, &done));
    QTRY_VERIFY(done);
    QCOMPARE(wake, Wake::Elapsed);
    QTRY_COMPARE(outer.remaining(), 0);
    Completion<Result<int>> x;
    AsyncSemaphore s(1);
    QThreadPool pool;
    auto t = onThreadPool<int>(&pool, {}, [](CancelToken) -> Result<int> { return 3; });
    auto g = withTimeout<int>(&clock, std::chrono::seconds(1), {}, [](CancelToken) -> QCoro::Task<int> { co_return 1; });
    std::vector<QCoro::Task<int>> v;
    auto h = gather<int>(&outer, std::move(v));
    auto r = retrying<int>(&clock, {}, [](int) -> QCoro::Task<int> { co_return 1; }, [](const int &, int) -> std::optional<Duration> { return {}; });
    std::vector<std::function<QCoro::Task<int>(CancelToken)>> ops{[](CancelToken) -> QCoro::Task<int> { co_return 1; }};
    auto f = firstCompleted<int>({}, ops);
    QTest::qWait(50);
}

QTEST_GUILESS_MAIN(TaskScopeTest)
#include "tst_taskscope.moc"
