#include "async/taskscope.h"
#include "core/systemclock.h"
#include "processing/recipe.h"
#include "processing/steprunner.h"
#include "support/coroutinetest.h"
#include "teststeps.h"

#include <QTest>

#include <deque>

using namespace sluice;
using namespace sluice::test;

class StepRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsARealRecipe();
    void runsStepsInOrder();
    void stopsAtTheFirstFailure();
    void reportsAnException();
    void suspendsCallersWhenFull();
    void placesAreHeldUntilTheirOwnersLetGo();
    void goesOnInOrderOfArrival();
    void cancelsWhoWaits();
    void cancelsWhatRuns();
    void cancelsWhatIsQueued();
    void changesItsThreadsLive();
    void measuresQueueAndRun();
    void aFreeThreadTakesWhatWaits();
    void largeBodiesHaveFewPlaces();
    void keepsTheEventLoopAlive();
};

namespace {

using Steps = std::shared_ptr<const StepList>;
using Run = Watched<Result<RecipeOutput>>;

Steps readyList(StepList steps)
{
    return std::make_shared<const StepList>(std::move(steps));
}

Steps listOf(const std::vector<std::shared_ptr<const Step>> &steps)
{
    StepList ready;
    for (const auto &step : steps)
        ready.push_back({step});
    return readyList(std::move(ready));
}

/// A runner whose gated steps do not outlive a failing test.
struct Bench
{
    explicit Bench(int threads) : runner(&clock, threads) {}
    ~Bench()
    {
        gate.release(1000);
        QDeadlineTimer deadline(5'000);
        while (runner.busy() + runner.queueDepth() + runner.suspended() > 0 && !deadline.hasExpired())
            settle();
        settle(); // the last of them gives its place back
    }

    SystemClock clock;
    QSemaphore gate;
    QSemaphore arrived;
    StepRunner runner;
};

StepInput bodyOf(int number)
{
    return {{QByteArray::number(number)}};
}

QCoro::Task<Result<RecipeOutput>> inPlace(StepRunner *runner, Steps steps, StepInput input, CancelToken token)
{
    const auto bytes = input.body.data.size();
    const auto place = co_await runner->place(bytes, token);
    if (!place)
        co_return Result<RecipeOutput>(Cancelled{});
    auto result = co_await runner->run(steps, input, token);
    co_return result;
}

/// Several runs of the same steps, with the bodies "0", "1", …
std::deque<Run> startRuns(StepRunner *runner, const Steps &steps, int count, const CancelToken &token = {})
{
    std::deque<Run> runs;
    for (int number = 0; number < count; ++number)
        runs.emplace_back(inPlace(runner, steps, bodyOf(number), token));
    return runs;
}

} // namespace

void StepRunnerTest::runsARealRecipe()
{
    Bench bench(2);
    Recipe recipe;
    recipe.steps = {parseStep(u"hash algorithm=md5"_qs).value(), parseStep(u"hash algorithm=sha1"_qs).value()};
    const Run run(inPlace(&bench.runner, readyList(instantiate(recipe).value()), {{"abc"}}, {}));
    QVERIFY(run.ends());
    QVERIFY(run.value());
    const QJsonObject expected{{u"md5"_qs, u"900150983cd24fb0d6963f7d28e17f72"_qs},
                               {u"sha1"_qs, u"a9993e364706816aba3e25717850c26c9cd0d89d"_qs}};
    QCOMPARE(run.value().value().columns, expected);
}

void StepRunnerTest::runsStepsInOrder()
{
    Bench bench(2);
    const auto steps = listOf({std::make_shared<LetterStep>('a'), std::make_shared<LetterStep>('b')});
    const Run run(inPlace(&bench.runner, steps, {}, {}));
    QVERIFY(run.ends());
    QCOMPARE(run.value().value().body.data, QByteArray("ab"));
    QCOMPARE(run.value().value().columns,
             QJsonObject({{u"text"_qs, u"a"_qs}, {u"text_2"_qs, u"ab"_qs}})); // both are kept

    const Run nothing(inPlace(&bench.runner, listOf({}), {{"kept"}}, {}));
    QVERIFY(nothing.ends());
    QCOMPARE(nothing.value().value().body.data, QByteArray("kept"));
}

void StepRunnerTest::stopsAtTheFirstFailure()
{
    Bench bench(1);
    QSemaphore reached;
    const auto steps = listOf(
        {std::make_shared<LetterStep>('a', u"the body is sour"_qs), std::make_shared<GatedStep>(nullptr, &reached)});
    const Run run(inPlace(&bench.runner, steps, {}, {}));
    QVERIFY(run.ends());
    QVERIFY(run.value().failed());
    QCOMPARE(run.value().error(), (Error{ErrorKind::Step, u"letter: the body is sour"_qs}));
    QCOMPARE(reached.available(), 0);
}

void StepRunnerTest::reportsAnException()
{
    Bench bench(1);
    const Run run(inPlace(&bench.runner, listOf({std::make_shared<ThrowingStep>()}), {}, {}));
    QVERIFY(run.ends());
    QCOMPARE(run.value().error(), (Error{ErrorKind::Internal, u"throwing: broken"_qs}));
    QCOMPARE(bench.runner.busy(), 0);
}

void StepRunnerTest::suspendsCallersWhenFull()
{
    Bench bench(1);
    const int capacity = 1 + StepRunner::queueLimit(1);
    const auto runs =
        startRuns(&bench.runner, listOf({std::make_shared<GatedStep>(&bench.gate, &bench.arrived)}), capacity + 3);
    QVERIFY(bench.arrived.tryAcquire(1, 10'000));
    settle();
    QCOMPARE(bench.runner.busy(), 1);
    QCOMPARE(bench.runner.queueDepth(), capacity - 1);
    QCOMPARE(bench.runner.suspended(), 3);

    bench.gate.release();
    QVERIFY(runs[0].ends());
    settle();
    QCOMPARE(bench.runner.suspended(), 2); // one place came free, one went on

    bench.gate.release(capacity + 2);
    for (const auto &run : runs)
        QVERIFY(run.ends());
    QCOMPARE(bench.runner.busy(), 0);
    QCOMPARE(bench.runner.queueDepth(), 0);
    QCOMPARE(bench.runner.suspended(), 0);
}

void StepRunnerTest::placesAreHeldUntilTheirOwnersLetGo()
{
    Bench bench(1);
    const int capacity = 1 + StepRunner::queueLimit(1);
    std::deque<Watched<SemaphorePermit>> holders;
    for (int i = 0; i < capacity; ++i)
        holders.emplace_back(bench.runner.place(0, {}));
    for (const auto &holder : holders)
        QVERIFY(holder.ends() && holder.value());
    const Run next(inPlace(&bench.runner, listOf({}), {}, {}));
    settle();
    QVERIFY(!next.hasEnded()); // nothing computes, but what was made is not on the disk yet
    QCOMPARE(bench.runner.suspended(), 1);
    holders.front().value().release();
    QVERIFY(next.ends());
    for (auto &holder : holders)
        holder.value().release();
}

void StepRunnerTest::goesOnInOrderOfArrival()
{
    Bench bench(1);
    const int count = 12;
    const auto runs = startRuns(&bench.runner, listOf({std::make_shared<GatedStep>(&bench.gate)}), count);
    for (int number = 0; number < count; ++number) {
        bench.gate.release();
        QVERIFY(runs[static_cast<size_t>(number)].ends());
        QCOMPARE(runs[static_cast<size_t>(number)].value().value().body.data, QByteArray::number(number));
        for (int later = number + 1; later < count; ++later)
            QVERIFY(!runs[static_cast<size_t>(later)].hasEnded());
    }
}

void StepRunnerTest::cancelsWhoWaits()
{
    Bench bench(1);
    const auto steps = listOf({std::make_shared<GatedStep>(&bench.gate)});
    const int capacity = 1 + StepRunner::queueLimit(1);
    const auto runs = startRuns(&bench.runner, steps, capacity);
    CancelSource source;
    const Run waiting(inPlace(&bench.runner, steps, {}, source.token()));
    const Run behind(inPlace(&bench.runner, steps, {}, {}));
    QCOMPARE(bench.runner.suspended(), 2);
    source.cancel();
    QVERIFY(waiting.ends());
    QVERIFY(waiting.value().cancelled());
    QCOMPARE(bench.runner.suspended(), 1);

    bench.gate.release(capacity + 1);
    QVERIFY(behind.ends());
    QVERIFY(behind.value());
    for (const auto &run : runs)
        QVERIFY(run.ends());
}

void StepRunnerTest::cancelsWhatRuns()
{
    Bench bench(1);
    CancelSource source;
    const Run run(
        inPlace(&bench.runner, listOf({std::make_shared<GatedStep>(&bench.gate, &bench.arrived)}), {}, source.token()));
    QVERIFY(bench.arrived.tryAcquire(1, 10'000));
    source.cancel();
    QVERIFY(run.ends());
    QVERIFY(run.value().cancelled());
    QCOMPARE(bench.runner.busy(), 0);
}

void StepRunnerTest::cancelsWhatIsQueued()
{
    Bench bench(1);
    const auto steps = listOf({std::make_shared<GatedStep>(&bench.gate, &bench.arrived)});
    const Run first(inPlace(&bench.runner, steps, {}, {}));
    QVERIFY(bench.arrived.tryAcquire(1, 10'000));
    CancelSource source;
    const auto queued = startRuns(&bench.runner, steps, 3, source.token());
    source.cancel();
    bench.gate.release(4);
    for (const auto &run : queued) {
        QVERIFY(run.ends());
        QVERIFY(run.value().cancelled());
    }
    QVERIFY(first.ends());
    QVERIFY(first.value());
    QCOMPARE(bench.arrived.available(), 0); // none of them began
    QCOMPARE(bench.runner.queueDepth(), 0);
}

void StepRunnerTest::changesItsThreadsLive()
{
    Bench bench(1);
    const auto runs = startRuns(&bench.runner, listOf({std::make_shared<GatedStep>(&bench.gate, &bench.arrived)}), 20);
    QVERIFY(bench.arrived.tryAcquire(1, 10'000));
    QCOMPARE(bench.runner.busy(), 1);

    bench.runner.setThreads(3);
    QCOMPARE(bench.runner.threads(), 3);
    QVERIFY(bench.arrived.tryAcquire(2, 10'000)); // two more begin at once
    QCOMPARE(bench.runner.busy(), 3);
    QTRY_COMPARE(bench.runner.queueDepth(), StepRunner::queueLimit(3));

    bench.runner.setThreads(1);
    bench.gate.release(2);
    QTRY_COMPARE(bench.runner.busy(), 1); // the others ended with their work and took no more
    QVERIFY(!bench.arrived.tryAcquire(1, 50));
    bench.gate.release(18);
    for (const auto &run : runs)
        QVERIFY(run.ends());
}

static QCoro::Task<StepSpans> spansOf(StepRunner *runner, Steps steps)
{
    StepSpans spans;
    const StepInput input;
    const CancelToken never;
    const auto made = co_await runner->run(steps, input, never, &spans);
    Q_UNUSED(made)
    co_return spans;
}

void StepRunnerTest::measuresQueueAndRun()
{
    Bench bench(1);
    const auto gated = listOf({std::make_shared<GatedStep>(&bench.gate)});
    const auto failing =
        listOf({std::make_shared<GatedStep>(&bench.gate), std::make_shared<LetterStep>('a', u"no"_qs)});
    const Watched<StepSpans> first(spansOf(&bench.runner, gated));
    const Watched<StepSpans> second(spansOf(&bench.runner, failing)); // what fails took its time too
    const auto begun = bench.clock.now();
    QTest::qWait(30);
    const auto opened = bench.clock.now();
    bench.gate.release(1);
    QVERIFY(first.ends());
    QVERIFY(first.value().ran + first.value().queued >= opened - begun); // it was at the gate all the time
    const auto later = bench.clock.now();
    QTest::qWait(20);
    const auto released = bench.clock.now();
    bench.gate.release(1);
    QVERIFY(second.ends());
    QVERIFY(second.value().queued >= opened - begun); // behind it in the queue
    QVERIFY(second.value().ran + second.value().queued >= released - later);
}

void StepRunnerTest::aFreeThreadTakesWhatWaits()
{
    Bench bench(2);
    const auto gated = listOf({std::make_shared<GatedStep>(&bench.gate, &bench.arrived)});
    const auto first = startRuns(&bench.runner, gated, 1);
    QVERIFY(bench.arrived.tryAcquire(1, 10'000));
    const auto second = startRuns(&bench.runner, gated, 1); // while one thread is busy
    QVERIFY(bench.arrived.tryAcquire(1, 10'000));
    bench.gate.release(2);
    QVERIFY(first[0].ends() && second[0].ends());
}

void StepRunnerTest::largeBodiesHaveFewPlaces()
{
    Bench bench(1);
    for (int round = 0; round < 300; ++round) { // so quick that batches grow
        const auto runs = startRuns(&bench.runner, listOf({std::make_shared<LetterStep>('a')}), 20);
        for (const auto &run : runs)
            QVERIFY(run.ends());
    }
    const int capacity = 1 + StepRunner::queueLimit(1);
    std::deque<Watched<SemaphorePermit>> holders;
    for (int i = 0; i < capacity + 1; ++i)
        holders.emplace_back(bench.runner.place(1'000'000, {}));
    settle();
    QCOMPARE(bench.runner.suspended(), 1);
    for (auto &holder : holders) {
        QVERIFY(holder.ends());
        holder.value().release();
    }
}

void StepRunnerTest::keepsTheEventLoopAlive()
{
    Bench bench(1);
    const Run run(inPlace(&bench.runner, listOf({std::make_shared<GatedStep>(&bench.gate)}), {}, {}));
    // only the event loop can open the gate
    QMetaObject::invokeMethod(
        this, [&bench] { bench.gate.release(); }, Qt::QueuedConnection);
    QVERIFY(run.ends());
    QVERIFY(run.value());
}

QTEST_GUILESS_MAIN(StepRunnerTest)
#include "tst_steprunner.moc"
