#include "async/gather.h"
#include "async/sleep.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::Watched;

class GatherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gathersInTheOrderOfTheTasks();
    void gathersNothing();
    void gathersWhatHasEndedAlready();
    void gatherEndsWhenItsTasksAreCancelled();
    void gatherPassesExceptionsOn();
    void givesOutInTheOrderOfEnding();
    void givesOutWhatEndedWhileNobodyAsked();
    void anExceptionTakesThePlaceOfAValue();
    void theFirstWins();
    void theFirstMayBeThereAlready();
    void firstCompletedWaitsForTheOthers();
    void firstCompletedIsCancelled();
    void firstCompletedPassesExceptionsOn();
    void keepsTheEventLoopAlive();

private:
    std::vector<QCoro::Task<int>> sleepers(const std::vector<int> &seconds, const CancelToken &token = {});

    test::FakeClock m_clock;
};

using Operation = std::function<QCoro::Task<int>(CancelToken)>;

/// Its number of seconds, negative when it was cancelled.
static QCoro::Task<int> sleeper(Clock *clock, int seconds, CancelToken token)
{
    const std::chrono::seconds duration(seconds);
    const auto wake = co_await sleepFor(clock, duration, token);
    co_return wake == Wake::Elapsed ? seconds : -seconds;
}

static QCoro::Task<int> number(int value)
{
    co_return value;
}

static QCoro::Task<int> brokenAfter(Clock *clock, int seconds)
{
    const std::chrono::seconds duration(seconds);
    const CancelToken never;
    co_await sleepFor(clock, duration, never);
    throw std::runtime_error("broken");
}

/// What the task returned, or the text of its exception.
template <typename T>
static QCoro::Task<QString> textOf(QCoro::Task<T> task)
{
    try {
        auto value = co_await task;
        if constexpr (std::is_same_v<T, int>)
            co_return QString::number(value);
        co_return u"no exception"_qs;
    } catch (const std::exception &fault) {
        co_return QString::fromUtf8(fault.what());
    }
}

std::vector<QCoro::Task<int>> GatherTest::sleepers(const std::vector<int> &seconds, const CancelToken &token)
{
    std::vector<QCoro::Task<int>> tasks;
    for (const int count : seconds)
        tasks.push_back(sleeper(&m_clock, count, token));
    return tasks;
}

void GatherTest::gathersInTheOrderOfTheTasks()
{
    TaskScope scope(QStringLiteral("test"));
    const Watched<std::vector<int>> all(gather(&scope, sleepers({3, 1, 2})));
    m_clock.advance(2s);
    test::settle();
    QVERIFY(!all.hasEnded());
    m_clock.advance(1s);
    QVERIFY(all.ends());
    QCOMPARE(all.value(), std::vector<int>({3, 1, 2}));
    QCOMPARE(scope.remaining(), 0);
}

void GatherTest::gathersNothing()
{
    TaskScope scope(QStringLiteral("test"));
    const Watched<std::vector<int>> all(gather(&scope, sleepers({})));
    QVERIFY(all.hasEnded());
    QVERIFY(all.value().empty());
}

void GatherTest::gathersWhatHasEndedAlready()
{
    TaskScope scope(QStringLiteral("test"));
    std::vector<QCoro::Task<int>> tasks;
    tasks.push_back(number(1));
    tasks.push_back(number(2));
    const Watched<std::vector<int>> all(gather(&scope, std::move(tasks)));
    QVERIFY(all.hasEnded());
    QCOMPARE(all.value(), std::vector<int>({1, 2}));
}

void GatherTest::gatherEndsWhenItsTasksAreCancelled()
{
    TaskScope scope(QStringLiteral("test"));
    const Watched<std::vector<int>> all(gather(&scope, sleepers({1, 3600}, scope.token())));
    m_clock.advance(1s);
    test::settle();
    const Watched<void> joined(scope.cancelAndJoin());
    QVERIFY(all.ends());
    QCOMPARE(all.value(), std::vector<int>({1, -3600}));
    QVERIFY(joined.ends());
}

void GatherTest::gatherPassesExceptionsOn()
{
    TaskScope scope(QStringLiteral("test"));
    std::vector<QCoro::Task<int>> tasks;
    tasks.push_back(sleeper(&m_clock, 2, {}));
    tasks.push_back(brokenAfter(&m_clock, 1));
    const Watched<QString> text(textOf(gather(&scope, std::move(tasks))));
    m_clock.advance(1s);
    QVERIFY(text.ends());
    QCOMPARE(text.value(), u"broken"_qs);
    QCOMPARE(scope.remaining(), 1); // the other one goes on in its scope
    m_clock.advance(1s);
    QTRY_COMPARE(scope.remaining(), 0);
}

/// "index:value" of each, in the order in which they came.
static QCoro::Task<QStringList> consume(AsCompleted<int> *ended)
{
    QStringList story;
    while (true) {
        const auto item = co_await ended->next();
        if (!item)
            co_return story;
        story << QStringLiteral("%1:%2").arg(item->index).arg(item->value);
    }
}

void GatherTest::givesOutInTheOrderOfEnding()
{
    TaskScope scope(QStringLiteral("test"));
    AsCompleted<int> ended(&scope, sleepers({3, 1, 2}));
    const Watched<QStringList> story(consume(&ended));
    for (int second = 0; second < 3; ++second) {
        m_clock.advance(1s);
        test::settle();
    }
    QVERIFY(story.ends());
    QCOMPARE(story.value(), QStringList({u"1:1"_qs, u"2:2"_qs, u"0:3"_qs}));
}

void GatherTest::givesOutWhatEndedWhileNobodyAsked()
{
    TaskScope scope(QStringLiteral("test"));
    AsCompleted<int> ended(&scope, sleepers({2, 1}));
    m_clock.advance(2s);
    QTRY_COMPARE(scope.remaining(), 0);
    const Watched<QStringList> story(consume(&ended));
    QVERIFY(story.hasEnded());
    QCOMPARE(story.value(), QStringList({u"1:1"_qs, u"0:2"_qs}));
    const Watched<std::optional<AsCompleted<int>::Item>> more(ended.next());
    QVERIFY(more.hasEnded() && !more.value());
}

void GatherTest::anExceptionTakesThePlaceOfAValue()
{
    TaskScope scope(QStringLiteral("test"));
    std::vector<QCoro::Task<int>> tasks;
    tasks.push_back(brokenAfter(&m_clock, 1));
    tasks.push_back(sleeper(&m_clock, 2, {}));
    AsCompleted<int> ended(&scope, std::move(tasks));
    const Watched<QString> first(textOf(ended.next()));
    m_clock.advance(2s);
    QVERIFY(first.ends());
    QCOMPARE(first.value(), u"broken"_qs);
    const Watched<QStringList> rest(consume(&ended));
    QVERIFY(rest.ends());
    QCOMPARE(rest.value(), QStringList(u"1:2"_qs));
}

void GatherTest::theFirstWins()
{
    const auto after = [this](int seconds) -> Operation {
        return [this, seconds](CancelToken token) {
            return sleeper(&m_clock, seconds, token);
        };
    };
    const Watched<int> first(firstCompleted<int>({}, {after(3), after(1), after(2)}));
    m_clock.advance(1s);
    QVERIFY(first.ends());
    QCOMPARE(first.value(), 1);
    QCOMPARE(m_clock.pending(), size_t(0)); // the others were cancelled
}

void GatherTest::theFirstMayBeThereAlready()
{
    const Operation slow = [this](CancelToken token) {
        return sleeper(&m_clock, 1, token);
    };
    const Operation immediate = [](CancelToken) {
        return number(7);
    };
    const Watched<int> first(firstCompleted<int>({}, {slow, immediate}));
    QVERIFY(first.ends());
    QCOMPARE(first.value(), 7);
    QCOMPARE(m_clock.pending(), size_t(0));
}

static QCoro::Task<int> deaf(Completion<int> completion)
{
    const auto value = co_await completion.wait();
    co_return value;
}

void GatherTest::firstCompletedWaitsForTheOthers()
{
    const Completion<int> completion;
    const Operation stubborn = [completion](CancelToken) {
        return deaf(completion);
    };
    const Operation immediate = [](CancelToken) {
        return number(7);
    };
    const Watched<int> first(firstCompleted<int>({}, {stubborn, immediate}));
    test::settle();
    QVERIFY(!first.hasEnded()); // nothing may run on behind the caller's back
    completion.complete(1);
    QVERIFY(first.ends());
    QCOMPARE(first.value(), 7);
}

void GatherTest::firstCompletedIsCancelled()
{
    CancelSource source;
    const Operation slow = [this](CancelToken token) {
        return sleeper(&m_clock, 3600, token);
    };
    const Watched<int> first(firstCompleted<int>(source.token(), {slow, slow}));
    source.cancel();
    QVERIFY(first.ends());
    QCOMPARE(first.value(), -3600);
}

void GatherTest::firstCompletedPassesExceptionsOn()
{
    const Operation broken = [this](CancelToken) {
        return brokenAfter(&m_clock, 1);
    };
    const Operation slow = [this](CancelToken token) {
        return sleeper(&m_clock, 3600, token);
    };
    const Watched<QString> first(textOf(firstCompleted<int>({}, {slow, broken})));
    m_clock.advance(1s);
    QVERIFY(first.ends());
    QCOMPARE(first.value(), u"broken"_qs);
    QCOMPARE(m_clock.pending(), size_t(0)); // cancelled and joined all the same
}

void GatherTest::keepsTheEventLoopAlive()
{
    TaskScope scope(QStringLiteral("test"));
    const Watched<std::vector<int>> all(gather(&scope, sleepers({1, 1})));
    QMetaObject::invokeMethod(
        this, [this] { m_clock.advance(1s); }, Qt::QueuedConnection);
    QVERIFY(all.ends());
}

QTEST_GUILESS_MAIN(GatherTest)
#include "tst_gather.moc"
