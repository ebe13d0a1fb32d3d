// What is wrong with tasks, done for real: real runs, real event loops, real time.
#include "engine/corerun.h"
#include "support/throttleddisk.h"
#include "telemetry/looplag.h"

#include <QSemaphore>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

namespace sluice {

/// Exported, so that a stack has its name.
[[gnu::noinline]] void holdUpTheWindow(std::chrono::milliseconds span)
{
    QSemaphore never;
    never.tryAcquire(1, static_cast<int>(span.count()));
}

} // namespace sluice

class LiveLintsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJobThatHoldsUpTheEngineIsNamed();
    void jobsThatComeAndGoAreLetPass();
    void aLoopThatIsHeldUpIsLate();
    void aLoopWithLittleToDoIsLetPass();
    void aJobThatDoesNotHeedCancellingIsNamed();
    void whatHoldsUpTheWindowIsNamed();
    void shortWorkInTheWindowIsLetPass();
};

static std::optional<TaskLint> lintOf(const std::vector<TaskLint> &lints, const char *name)
{
    const auto found = std::ranges::find(lints, QString::fromLatin1(name), &TaskLint::name);
    return found == lints.end() ? std::nullopt : std::optional(*found);
}

void LiveLintsTest::aJobThatHoldsUpTheEngineIsNamed()
{
    Bottleneck list;
    list.add(list.addServer(), QStringLiteral("/delay/0.05?n=%1"), 500);
    const CoreRun run(&list, limitsOf(4, 4), [] { QThread::msleep(150); });
    const auto lint = [&run](const char *name) {
        return lintOf(run.inspector.snapshot().lints, name);
    };
    QTRY_VERIFY_WITH_TIMEOUT(lint("slow-resume") && lint("loop-lag"), 10'000);
    const auto slow = lint("slow-resume");
    QVERIFY2(slow->text.startsWith(QStringLiteral("job ")), qPrintable(slow->text));
    QVERIFY2(slow->text.contains(QStringLiteral(" ms without suspending.")), qPrintable(slow->text));
    QVERIFY(!slow->tasks.empty() && !slow->remedy.isEmpty());
}

void LiveLintsTest::jobsThatComeAndGoAreLetPass()
{
    Bottleneck list;
    list.add(list.addServer(), QStringLiteral("/delay/0.05?n=%1"), 500);
    std::atomic<int> ended = 0;
    const CoreRun run(&list, limitsOf(4, 4), [&ended] { ++ended; });
    QTRY_VERIFY_WITH_TIMEOUT(ended >= 60, 20'000);
    const auto lints = run.inspector.snapshot().lints;
    const auto slow = lintOf(lints, "slow-resume");
    QVERIFY2(!slow, slow ? qPrintable(slow->text) : "");
    QVERIFY(!lintOf(lints, "cancelled-alive") && !lintOf(lints, "lost-wakeup") && !lintOf(lints, "backoff-with-place"));
}

/// This thread's loop is measured so many times while it does something again and again.
static std::optional<TaskLint> lagWhile(int times, const std::function<void()> &work)
{
    constexpr auto interval = 5ms;
    SystemClock clock;
    TaskInspector inspector(&clock);
    std::optional<TaskLint> lint;
    const LoopLag lag(&clock, interval, [&](Duration late) {
        inspector.history().noteLoopLag(late, clock.now(), interval);
        if (--times == 0) // of a loop that goes on: not that it is overdue now
            lint = lintOf(inspector.snapshot().lints, "loop-lag");
    });
    QTimer working;
    working.callOnTimeout(work);
    working.start(100ms);
    const auto enough = QTest::qWaitFor([&times] { return times <= 0; }, 60'000);
    return enough ? lint : TaskLint{QStringLiteral("not enough"), QStringLiteral("It stood still."), {}, {}};
}

void LiveLintsTest::aLoopThatIsHeldUpIsLate()
{
    const auto lint = lagWhile(100, [] { QThread::msleep(80); });
    QVERIFY(lint);
    QVERIFY2(lint->text.startsWith(QStringLiteral("One in a hundred times the engine's event loop was ")),
             qPrintable(lint->text));
    QVERIFY2(lint->text.endsWith(QStringLiteral(" ms late or more, in the last minute.")), qPrintable(lint->text));
}

void LiveLintsTest::aLoopWithLittleToDoIsLetPass()
{
    const auto lint = lagWhile(400, [] { QThread::msleep(2); });
    QVERIFY2(!lint, lint ? qPrintable(lint->text) : "");
}

/// Bytes are on their way to the disk, and whoever waits for that cannot leave; who waits for a server can.
void LiveLintsTest::aJobThatDoesNotHeedCancellingIsNamed()
{
    Bottleneck run;
    const auto server = run.addServer();
    run.add(server, QStringLiteral("/bytes/1000?seed=1"), 1);
    run.add(server, QStringLiteral("/hang"), 1);
    auto disk = std::make_unique<ThrottledDisk>("/out/", 1'000, 60'000ms);
    run.start(limitsOf(8, 8), {}, run.folder.filePath(QStringLiteral("out")));
    const auto idOf = [&run](const char *awaited) {
        for (const auto &task : run.engine.tasks().tasks) {
            if (task.kind == u"job" && task.waitingFor == QString::fromLatin1(awaited))
                return task.id;
        }
        return quint64(0);
    };
    QTRY_VERIFY_WITH_TIMEOUT(idOf(awaiting::disk) && idOf(awaiting::answer), 10'000);
    const auto deaf = idOf(awaiting::disk);
    run.engine.cancelTask(idOf(awaiting::answer));
    run.engine.cancelTask(deaf);
    QTRY_VERIFY_WITH_TIMEOUT(lintOf(run.engine.tasks().lints, "cancelled-alive"), 20'000);
    const auto lint = *lintOf(run.engine.tasks().lints, "cancelled-alive");
    QCOMPARE(lint.tasks, std::vector<quint64>{deaf}); // the other one has ended
    QVERIFY2(lint.text.startsWith(QStringLiteral("job 1 ")), qPrintable(lint.text));
    QVERIFY2(lint.text.endsWith(QStringLiteral("it waits for the disk.")), qPrintable(lint.text));
    disk.reset();
    QTRY_COMPARE_WITH_TIMEOUT(run.engine.runState(), RunState::Idle, 10'000);
    QVERIFY(!lintOf(run.engine.tasks().lints, "cancelled-alive"));
}

/// This thread is the window's.
static std::optional<TaskLint> windowLintAfter(std::chrono::milliseconds work)
{
    Engine engine;
    engine.watchThisLoop();
    bool done = false;
    QTimer::singleShot(20ms, [&] { holdUpTheWindow(work); });
    QTimer::singleShot(100ms + work, [&] { done = true; });
    static_cast<void>(QTest::qWaitFor([&done] { return done; }, 10'000));
    return lintOf(engine.tasks().lints, "window-blocked");
}

void LiveLintsTest::whatHoldsUpTheWindowIsNamed()
{
    const auto lint = windowLintAfter(150ms);
    QVERIFY(lint);
    QVERIFY2(lint->text.startsWith(QStringLiteral("The window stood still for ")), qPrintable(lint->text));
#ifndef QT_NO_DEBUG
    QVERIFY2(lint->text.contains(QStringLiteral("holdUpTheWindow")), qPrintable(lint->text));
#endif
}

void LiveLintsTest::shortWorkInTheWindowIsLetPass()
{
    const auto lint = windowLintAfter(2ms);
    if (lint) // the machine may be busy, but not with this
        QVERIFY2(!lint->text.contains(QStringLiteral("holdUpTheWindow")), qPrintable(lint->text));
}

QTEST_GUILESS_MAIN(LiveLintsTest)
#include "tst_livelints.moc"
