#include "async/taskscope.h"
#include "core/systemclock.h"
#include "processing/recipe.h"
#include "processing/steprunner.h"
#include "support/coroutinetest.h"

#include <QSemaphore>
#include <QTest>

#include <deque>

using namespace sluice;
using test::Watched;

class StepRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsARealRecipe();
    void runsStepsInOrder();
    void stopsAtTheFirstFailure();
    void reportsAnException();
    void suspendsCallersWhenFull();
    void tellsWhenThereIsAPlace();
    void goesOnInOrderOfArrival();
    void cancelsWhoWaits();
    void cancelsWhatRuns();
    void cancelsWhatIsQueued();
    void changesItsThreadsLive();
    void measuresQueueAndRun();
    void keepsTheEventLoopAlive();
    void computesOtherThings();
};

namespace {

/// A step that writes its name and waits at a gate.
class GatedStep final : public Step
{
public:
    explicit GatedStep(QSemaphore *gate = nullptr, QSemaphore *arrived = nullptr) : m_gate(gate), m_arrived(arrived) {}

    QString name() const override { return QStringLiteral("gated"); }
    QStringList columns() const override { return {QStringLiteral("gated")}; }
    bool changesBody() const override { return false; }

    Result<StepOutput> run(Body body, CancelToken token) const override
    {
        if (m_arrived)
            m_arrived->release();
        while (m_gate && !m_gate->tryAcquire(1, 5)) {
            if (token.isCancelled())
                return Cancelled{};
        }
        return StepOutput{body, {{QStringLiteral("gated"), QString::fromUtf8(body.data)}}};
    }

private:
    QSemaphore *m_gate;
    QSemaphore *m_arrived;
};

/// Appends a letter to the body, or fails.
class LetterStep final : public Step
{
public:
    explicit LetterStep(char letter, const QString &failure = {}) : m_letter(letter), m_failure(failure) {}

    QString name() const override { return QStringLiteral("letter"); }
    QStringList columns() const override { return {QStringLiteral("text")}; }
    bool changesBody() const override { return true; }

    Result<StepOutput> run(Body body, CancelToken) const override
    {
        if (!m_failure.isEmpty())
            return Error{ErrorKind::Storage, m_failure};
        body.data += m_letter;
        return StepOutput{body, {{QStringLiteral("text"), QString::fromUtf8(body.data)}}};
    }

private:
    char m_letter;
    QString m_failure;
};

class ThrowingStep final : public Step
{
public:
    QString name() const override { return QStringLiteral("throwing"); }
    QStringList columns() const override { return {}; }
    bool changesBody() const override { return false; }
    Result<StepOutput> run(Body, CancelToken) const override { throw std::runtime_error("broken"); }
};

using Steps = std::shared_ptr<const StepList>;
using Run = Watched<Result<RecipeOutput>>;

Steps listOf(StepList steps)
{
    return std::make_shared<const StepList>(std::move(steps));
}

Body bodyOf(int number)
{
    return {QByteArray::number(number), {}, {}};
}

/// Several runs of the same steps, with the bodies "0", "1", …
std::deque<Run> startRuns(StepRunner *runner, const Steps &steps, int count, const CancelToken &token = {})
{
    std::deque<Run> runs;
    for (int number = 0; number < count; ++number)
        runs.emplace_back(runner->run(steps, bodyOf(number), token));
    return runs;
}

} // namespace

void StepRunnerTest::runsARealRecipe()
{
    SystemClock clock;
    StepRunner runner(&clock, 2);
    Recipe recipe;
    recipe.steps = {parseStep(u"hash algorithm=md5"_qs).value(), parseStep(u"hash algorithm=sha1"_qs).value()};
    const Run run(runner.run(listOf(instantiate(recipe).value()), {"abc", {}, {}}, {}));
    QVERIFY(run.ends());
    QVERIFY(run.value());
    const QJsonObject expected{{u"md5"_qs, u"900150983cd24fb0d6963f7d28e17f72"_qs},
                               {u"sha1"_qs, u"a9993e364706816aba3e25717850c26c9cd0d89d"_qs}};
    QCOMPARE(run.value().value().columns, expected);
}

void StepRunnerTest::runsStepsInOrder()
{
    SystemClock clock;
    StepRunner runner(&clock, 2);
    const auto steps = listOf({std::make_shared<LetterStep>('a'), std::make_shared<LetterStep>('b')});
    const Run run(runner.run(steps, {}, {}));
    QVERIFY(run.ends());
    QCOMPARE(run.value().value().body.data, QByteArray("ab"));
    QCOMPARE(run.value().value().columns, QJsonObject({{u"text"_qs, u"ab"_qs}})); // the later one counts

    const Run nothing(runner.run(listOf({}), {"kept", {}, {}}, {}));
    QVERIFY(nothing.ends());
    QCOMPARE(nothing.value().value().body.data, QByteArray("kept"));
}

void StepRunnerTest::stopsAtTheFirstFailure()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    QSemaphore reached;
    const auto steps = listOf(
        {std::make_shared<LetterStep>('a', u"the body is sour"_qs), std::make_shared<GatedStep>(nullptr, &reached)});
    const Run run(runner.run(steps, {}, {}));
    QVERIFY(run.ends());
    QVERIFY(run.value().failed());
    QCOMPARE(run.value().error(), (Error{ErrorKind::Step, u"letter: the body is sour"_qs}));
    QCOMPARE(reached.available(), 0);
}

void StepRunnerTest::reportsAnException()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    const Run run(runner.run(listOf({std::make_shared<ThrowingStep>()}), {}, {}));
    QVERIFY(run.ends());
    QCOMPARE(run.value().error(), (Error{ErrorKind::Internal, u"broken"_qs}));
    QCOMPARE(runner.busy(), 0);
}

void StepRunnerTest::suspendsCallersWhenFull()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    QSemaphore gate;
    QSemaphore arrived;
    const int capacity = 1 + StepRunner::queueLimit(1);
    const auto runs = startRuns(&runner, listOf({std::make_shared<GatedStep>(&gate, &arrived)}), capacity + 3);
    QVERIFY(arrived.tryAcquire(1, 10'000));
    test::settle();
    QCOMPARE(runner.busy(), 1);
    QCOMPARE(runner.queueDepth(), capacity - 1);
    QCOMPARE(runner.suspended(), 3);

    gate.release();
    QVERIFY(runs[0].ends());
    test::settle();
    QCOMPARE(runner.suspended(), 2); // one place came free, one went on

    gate.release(capacity + 2);
    for (const auto &run : runs)
        QVERIFY(run.ends());
    QCOMPARE(runner.busy(), 0);
    QCOMPARE(runner.queueDepth(), 0);
    QCOMPARE(runner.suspended(), 0);
}

void StepRunnerTest::tellsWhenThereIsAPlace()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    QSemaphore gate;
    const auto steps = listOf({std::make_shared<GatedStep>(&gate)});
    bool firstTold = false;
    const Run first(runner.run(steps, {}, {}, [&firstTold] { firstTold = true; }));
    QVERIFY(firstTold);
    const int capacity = 1 + StepRunner::queueLimit(1);
    const auto runs = startRuns(&runner, steps, capacity - 1);

    CancelSource source;
    bool cancelledTold = false;
    const Run cancelled(runner.run(steps, {}, source.token(), [&cancelledTold] { cancelledTold = true; }));
    bool lastTold = false;
    const Run last(runner.run(steps, {}, {}, [&lastTold] { lastTold = true; }));
    source.cancel();
    test::settle();
    QVERIFY(!lastTold);
    gate.release();
    QVERIFY(first.ends());
    QTRY_VERIFY(lastTold); // while it waits in the queue
    QVERIFY(!last.hasEnded());
    QVERIFY(!cancelledTold);

    gate.release(capacity);
    QVERIFY(last.ends());
    for (const auto &run : runs)
        QVERIFY(run.ends());
}

void StepRunnerTest::goesOnInOrderOfArrival()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    QSemaphore gate;
    const int count = 12;
    const auto runs = startRuns(&runner, listOf({std::make_shared<GatedStep>(&gate)}), count);
    for (int number = 0; number < count; ++number) {
        gate.release();
        QVERIFY(runs[static_cast<size_t>(number)].ends());
        QCOMPARE(runs[static_cast<size_t>(number)].value().value().body.data, QByteArray::number(number));
        for (int later = number + 1; later < count; ++later)
            QVERIFY(!runs[static_cast<size_t>(later)].hasEnded());
    }
}

void StepRunnerTest::cancelsWhoWaits()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    QSemaphore gate;
    const auto steps = listOf({std::make_shared<GatedStep>(&gate)});
    const int capacity = 1 + StepRunner::queueLimit(1);
    const auto runs = startRuns(&runner, steps, capacity);
    CancelSource source;
    const Run waiting(runner.run(steps, {}, source.token()));
    const Run behind(runner.run(steps, {}, {}));
    QCOMPARE(runner.suspended(), 2);
    source.cancel();
    QVERIFY(waiting.ends());
    QVERIFY(waiting.value().cancelled());
    QCOMPARE(runner.suspended(), 1);

    gate.release(capacity + 1);
    QVERIFY(behind.ends());
    QVERIFY(behind.value());
    for (const auto &run : runs)
        QVERIFY(run.ends());
}

void StepRunnerTest::cancelsWhatRuns()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    QSemaphore gate;
    QSemaphore arrived;
    CancelSource source;
    const Run run(runner.run(listOf({std::make_shared<GatedStep>(&gate, &arrived)}), {}, source.token()));
    QVERIFY(arrived.tryAcquire(1, 10'000));
    source.cancel();
    QVERIFY(run.ends());
    QVERIFY(run.value().cancelled());
    QCOMPARE(runner.busy(), 0);
}

void StepRunnerTest::cancelsWhatIsQueued()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    QSemaphore gate;
    QSemaphore arrived;
    const auto steps = listOf({std::make_shared<GatedStep>(&gate, &arrived)});
    const Run first(runner.run(steps, {}, {}));
    QVERIFY(arrived.tryAcquire(1, 10'000));
    CancelSource source;
    const auto queued = startRuns(&runner, steps, 3, source.token());
    source.cancel();
    gate.release(4);
    for (const auto &run : queued) {
        QVERIFY(run.ends());
        QVERIFY(run.value().cancelled());
    }
    QVERIFY(first.ends());
    QVERIFY(first.value());
    QCOMPARE(arrived.available(), 0); // none of them began
    QCOMPARE(runner.queueDepth(), 0);
}

void StepRunnerTest::changesItsThreadsLive()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    QSemaphore gate;
    QSemaphore arrived;
    const auto runs = startRuns(&runner, listOf({std::make_shared<GatedStep>(&gate, &arrived)}), 20);
    QVERIFY(arrived.tryAcquire(1, 10'000));
    QCOMPARE(runner.busy(), 1);

    runner.setThreads(3);
    QCOMPARE(runner.threads(), 3);
    QVERIFY(arrived.tryAcquire(2, 10'000)); // two more begin at once
    QCOMPARE(runner.busy(), 3);
    QTRY_COMPARE(runner.queueDepth(), StepRunner::queueLimit(3));

    runner.setThreads(1);
    gate.release(2);
    QTRY_COMPARE(runner.busy(), 1); // the others ended with their work and took no more
    QVERIFY(!arrived.tryAcquire(1, 50));
    gate.release(18);
    for (const auto &run : runs)
        QVERIFY(run.ends());
}

void StepRunnerTest::measuresQueueAndRun()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    QSemaphore gate;
    const auto runs = startRuns(&runner, listOf({std::make_shared<GatedStep>(&gate)}), 2);
    const auto begun = clock.now();
    QTest::qWait(30);
    const auto opened = clock.now();
    gate.release(2);
    QVERIFY(runs[0].ends() && runs[1].ends());
    const auto &first = runs[0].value().value();
    const auto &second = runs[1].value().value();
    QVERIFY(first.ran + first.queued >= opened - begun); // it was at the gate all the time
    QVERIFY(second.queued >= opened - begun);            // behind it in the queue
    QVERIFY(second.queued >= second.ran);
}

void StepRunnerTest::keepsTheEventLoopAlive()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    QSemaphore gate;
    const Run run(runner.run(listOf({std::make_shared<GatedStep>(&gate)}), {}, {}));
    // only the event loop can open the gate
    QMetaObject::invokeMethod(
        this, [&gate] { gate.release(); }, Qt::QueuedConnection);
    QVERIFY(run.ends());
    QVERIFY(run.value());
}

void StepRunnerTest::computesOtherThings()
{
    SystemClock clock;
    StepRunner runner(&clock, 1);
    const auto home = QThread::currentThread();
    std::function<Result<bool>(CancelToken)> work = [home](CancelToken) -> Result<bool> {
        return QThread::currentThread() != home;
    };
    const Watched<Result<bool>> elsewhere(runner.compute<bool>({}, work));
    QVERIFY(elsewhere.ends());
    QVERIFY(elsewhere.value().value());

    work = [](CancelToken) -> Result<bool> {
        return Error{ErrorKind::Storage, u"disk full"_qs};
    };
    const Watched<Result<bool>> failing(runner.compute<bool>({}, work));
    QVERIFY(failing.ends());
    QCOMPARE(failing.value().error(), (Error{ErrorKind::Storage, u"disk full"_qs}));
}

QTEST_GUILESS_MAIN(StepRunnerTest)
#include "tst_steprunner.moc"
