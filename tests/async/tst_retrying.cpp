#include "async/retrying.h"
#include "async/taskscope.h"
#include "support/coroutinetest.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::Watched;

class RetryingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnsTheFirstResultThatWillDo();
    void alreadyFinished();
    void waitsBetweenAttempts();
    void givesUpWhenToldTo();
    void cancelledWhileWaiting();
    void cancelledDuringAnAttempt();
    void endsWithItsScope();
    void passesExceptionsOn();

private:
    using Decide = std::function<std::optional<Duration>(const int &, int)>;

    test::FakeClock m_clock;
};

/// The attempt's number, at once.
static QCoro::Task<int> attemptNumber(int attempt)
{
    co_return attempt;
}

void RetryingTest::returnsTheFirstResultThatWillDo()
{
    const Decide untilThree = [](const int &value, int) {
        return value < 3 ? std::optional<Duration>(1s) : std::nullopt;
    };
    const Watched<int> task(retrying<int>(&m_clock, {}, attemptNumber, untilThree));
    m_clock.advance(1s);
    test::settle();
    QVERIFY(!task.hasEnded());
    m_clock.advance(1s);
    QVERIFY(task.ends());
    QCOMPARE(task.value(), 3);
}

void RetryingTest::alreadyFinished()
{
    const Watched<int> task(
        retrying<int>(&m_clock, {}, attemptNumber, [](const int &, int) { return std::optional<Duration>(); }));
    QVERIFY(task.hasEnded());
    QCOMPARE(task.value(), 1);
}

void RetryingTest::waitsBetweenAttempts()
{
    std::vector<std::pair<int, Duration>> story; // attempt, when
    const auto begun = m_clock.now();
    const Decide doubling = [&story, begun, this](const int &value, int attempt) -> std::optional<Duration> {
        story.emplace_back(value, m_clock.now() - begun);
        if (attempt == 4)
            return std::nullopt;
        return std::chrono::seconds(1 << attempt);
    };
    const Watched<int> task(retrying<int>(&m_clock, {}, attemptNumber, doubling));
    for (int second = 0; second < 20; ++second) {
        test::settle();
        m_clock.advance(1s);
    }
    QVERIFY(task.ends());
    const std::vector<std::pair<int, Duration>> expected{{1, 0s}, {2, 2s}, {3, 6s}, {4, 14s}};
    QVERIFY(story == expected);
}

void RetryingTest::givesUpWhenToldTo()
{
    const Decide twice = [](const int &, int attempt) {
        return attempt < 2 ? std::optional<Duration>(0s) : std::nullopt;
    };
    const Watched<int> task(retrying<int>(&m_clock, {}, attemptNumber, twice));
    m_clock.advance(0s);
    QVERIFY(task.ends());
    QCOMPARE(task.value(), 2); // the last value, good or not
}

static std::optional<Duration> always(const int &, int)
{
    return Duration(1h);
}

void RetryingTest::cancelledWhileWaiting()
{
    CancelSource source;
    const Watched<int> task(retrying<int>(&m_clock, source.token(), attemptNumber, always));
    QCOMPARE(m_clock.pending(), size_t(1));
    source.cancel();
    QVERIFY(task.ends());
    QCOMPARE(task.value(), 1); // no further attempt
    QCOMPARE(m_clock.pending(), size_t(0));
}

void RetryingTest::cancelledDuringAnAttempt()
{
    CancelSource source;
    const auto operation = [&source](int attempt) {
        source.cancel();
        return attemptNumber(attempt);
    };
    const Watched<int> task(retrying<int>(&m_clock, source.token(), operation, always));
    QVERIFY(task.hasEnded());
    QCOMPARE(task.value(), 1);
}

static QCoro::Task<> forEver(Clock *clock, CancelToken token)
{
    co_await retrying<int>(clock, token, attemptNumber, always);
}

void RetryingTest::endsWithItsScope()
{
    TaskScope scope(QStringLiteral("retrying"));
    scope.spawn(forEver(&m_clock, scope.token()));
    const Watched<void> joined(scope.cancelAndJoin());
    QVERIFY(joined.ends());
    QCOMPARE(m_clock.pending(), size_t(0));
}

static QCoro::Task<int> broken(int)
{
    throw std::runtime_error("broken");
    co_return 0;
}

static QCoro::Task<> tryBroken(Clock *clock)
{
    const CancelToken never;
    co_await retrying<int>(clock, never, broken, always);
}

void RetryingTest::passesExceptionsOn()
{
    TaskScope scope(QStringLiteral("retrying"));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("broken")));
    scope.spawn(tryBroken(&m_clock));
    QCOMPARE(scope.faults(), 1); // an exception is a broken invariant: not retried
}

QTEST_GUILESS_MAIN(RetryingTest)
#include "tst_retrying.moc"
