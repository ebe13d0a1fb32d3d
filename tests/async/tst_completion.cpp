#include "async/completion.h"
#include "async/taskscope.h"
#include "support/coroutinetest.h"

#include <QTest>

#include <thread>

using namespace sluice;
using test::Watched;

class CompletionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverItsValue();
    void alreadyFinished();
    void resumesNeverInsideComplete();
    void firstValueWins();
    void firstValueWinsBeforeAnyoneWaits();
    void secondCompleteAfterTheEndIsHarmless();
    void completedOnAnotherThread();
    void completedByManyThreadsAtOnce();
    void outlivesEitherSide();
    void carriesValuesThatOnlyMove();
    void keepsTheEventLoopAlive();
};

template <typename T>
static QCoro::Task<T> await(Completion<T> completion)
{
    auto value = co_await completion.wait();
    co_return value;
}

void CompletionTest::handsOverItsValue()
{
    const Completion<QString> completion;
    const Watched<QString> task(await(completion));
    test::settle();
    QVERIFY(!task.hasEnded());
    completion.complete(u"value"_qs);
    QVERIFY(task.ends());
    QCOMPARE(task.value(), u"value"_qs);
}

void CompletionTest::alreadyFinished()
{
    const Completion<int> completion;
    completion.complete(7);
    test::settle(); // the value has arrived before anyone waits
    const Watched<int> task(await(completion));
    QVERIFY(task.hasEnded()); // no suspension
    QCOMPARE(task.value(), 7);
}

void CompletionTest::resumesNeverInsideComplete()
{
    const Completion<int> completion;
    const Watched<int> task(await(completion));
    completion.complete(7);
    QVERIFY(!task.hasEnded());
    test::settle();
    QVERIFY(task.hasEnded());
}

void CompletionTest::firstValueWins()
{
    const Completion<int> completion;
    const Watched<int> task(await(completion));
    completion.complete(1);
    completion.complete(2);
    QVERIFY(task.ends());
    QCOMPARE(task.value(), 1);
}

void CompletionTest::firstValueWinsBeforeAnyoneWaits()
{
    const Completion<int> completion;
    completion.complete(1);
    completion.complete(2);
    test::settle();
    const Watched<int> task(await(completion));
    QCOMPARE(task.value(), 1);
}

void CompletionTest::secondCompleteAfterTheEndIsHarmless()
{
    const Completion<int> completion;
    const Watched<int> task(await(completion));
    completion.complete(1);
    QVERIFY(task.ends());
    completion.complete(2);
    test::settle();
    QCOMPARE(task.value(), 1);
}

static QCoro::Task<QThread *> threadAfter(Completion<int> completion)
{
    co_await completion.wait();
    co_return QThread::currentThread();
}

void CompletionTest::completedOnAnotherThread()
{
    const Completion<int> completion;
    const Watched<QThread *> task(threadAfter(completion));
    std::thread other([completion] { completion.complete(1); });
    other.join();
    QVERIFY(!task.hasEnded());
    QVERIFY(task.ends());
    QCOMPARE(task.value(), QThread::currentThread()); // home, not the completing thread
}

void CompletionTest::completedByManyThreadsAtOnce()
{
    for (int round = 0; round < 50; ++round) {
        const Completion<int> completion;
        const Watched<int> task(await(completion));
        std::vector<std::thread> threads;
        for (int number = 1; number <= 4; ++number)
            threads.emplace_back([completion, number] { completion.complete(number); });
        QVERIFY(task.ends());
        for (auto &thread : threads)
            thread.join();
        QVERIFY(task.value() >= 1 && task.value() <= 4);
    }
}

void CompletionTest::outlivesEitherSide()
{
    auto completion = std::make_unique<const Completion<QString>>();
    const Watched<QString> task(await(*completion));
    completion->complete(u"value"_qs);
    completion.reset(); // whoever completed it is gone before anyone resumes
    QVERIFY(task.ends());
    QCOMPARE(task.value(), u"value"_qs);

    const Completion<QString> unheard;
    unheard.complete(u"nobody waits"_qs);
    test::settle();
}

void CompletionTest::carriesValuesThatOnlyMove()
{
    const Completion<std::unique_ptr<int>> completion;
    const Watched<std::unique_ptr<int>> task(await(completion));
    completion.complete(std::make_unique<int>(7));
    QVERIFY(task.ends());
    QCOMPARE(*task.value(), 7);
}

void CompletionTest::keepsTheEventLoopAlive()
{
    const Completion<int> completion;
    const Watched<int> task(await(completion));
    // only an event that is delivered while the task waits can end it
    QMetaObject::invokeMethod(
        this, [completion] { completion.complete(1); }, Qt::QueuedConnection);
    QVERIFY(task.ends());
}

QTEST_GUILESS_MAIN(CompletionTest)
#include "tst_completion.moc"
