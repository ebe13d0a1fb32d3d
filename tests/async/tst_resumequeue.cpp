#include "async/resumequeue.h"

#include <QCoreApplication>
#include <QTest>

#include <functional>
#include <thread>

using namespace sluice;

namespace {

class Step final : public Resumable
{
public:
    explicit Step(std::function<void()> action) : m_action(std::move(action)) {}
    void resume() override { m_action(); }

private:
    std::function<void()> m_action;
};

std::shared_ptr<Step> step(std::function<void()> action)
{
    return std::make_shared<Step>(std::move(action));
}

} // namespace

class ResumeQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resumesInOrderFromTheEventLoop();
    void oneEventForAllThatGathered();
    void whoComesMeanwhileWaitsForTheNextEvent();
    void survivesANestedEventLoop();
    void resumesOnItsOwnThread();
    void forgetsWhoIsLeftWhenItsThreadEnds();
};

void ResumeQueueTest::resumesInOrderFromTheEventLoop()
{
    QByteArray said;
    const auto queue = ResumeQueue::ofThisThread();
    queue->push(step([&said] { said += 'a'; }));
    queue->push(step([&said] { said += 'b'; }));
    QCOMPARE(said, QByteArray());
    QCoreApplication::processEvents();
    QCOMPARE(said, QByteArray("ab"));
}

void ResumeQueueTest::oneEventForAllThatGathered()
{
    QByteArray said;
    const auto queue = ResumeQueue::ofThisThread();
    queue->push(step([&said] { said += 'a'; }));
    QMetaObject::invokeMethod(
        this, [&said] { said += '-'; }, Qt::QueuedConnection);
    queue->push(step([&said] { said += 'b'; }));
    QCoreApplication::processEvents();
    QCOMPARE(said, QByteArray("ab-"));
}

void ResumeQueueTest::whoComesMeanwhileWaitsForTheNextEvent()
{
    QByteArray said;
    const auto queue = ResumeQueue::ofThisThread();
    queue->push(step([&] {
        said += 'a';
        queue->push(step([&said] { said += 'b'; }));
    }));
    QMetaObject::invokeMethod(
        this, [&said] { said += '-'; }, Qt::QueuedConnection);
    QCoreApplication::processEvents();
    QCOMPARE(said.first(2), QByteArray("a-"));
    QCoreApplication::processEvents();
    QCOMPARE(said, QByteArray("a-b"));
}

void ResumeQueueTest::survivesANestedEventLoop()
{
    QByteArray said;
    const auto queue = ResumeQueue::ofThisThread();
    queue->push(step([&] {
        said += 'a';
        queue->push(step([&said] { said += 'c'; }));
        QCoreApplication::processEvents();
    }));
    queue->push(step([&said] { said += 'b'; }));
    QCoreApplication::processEvents();
    QCOMPARE(said.size(), 3);
}

void ResumeQueueTest::resumesOnItsOwnThread()
{
    std::thread::id resumedOn;
    const auto queue = ResumeQueue::ofThisThread();
    std::thread other([&] { queue->push(step([&resumedOn] { resumedOn = std::this_thread::get_id(); })); });
    other.join();
    QCoreApplication::processEvents();
    QCOMPARE(resumedOn == std::this_thread::get_id(), true);
}

void ResumeQueueTest::forgetsWhoIsLeftWhenItsThreadEnds()
{
    std::shared_ptr<ResumeQueue> queue;
    const auto resumed = std::make_shared<int>(0);
    std::thread ended([&] {
        queue = ResumeQueue::ofThisThread();
        queue->push(step([resumed, own = queue] { ++*resumed; })); // it owns its queue, as a Completion does
    });
    ended.join();
    queue->push(step([resumed] { ++*resumed; }));
    QCoreApplication::processEvents();
    QCOMPARE(*resumed, 0);
    QCOMPARE(queue.use_count(), 1);
    QCOMPARE(resumed.use_count(), 1);
}

QTEST_GUILESS_MAIN(ResumeQueueTest)
#include "tst_resumequeue.moc"
