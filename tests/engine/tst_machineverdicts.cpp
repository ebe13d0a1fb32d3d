// What this machine does to a run: its processor, its disks, its own event loop.
#include "bottleneck.h"
#include "core/systemclock.h"
#include "engine/enginecore.h"
#include "engine/taskinspector.h"
#include "store/projectstore.h"

#include <QImage>
#include <QThread>
#include <QTimer>

#include <atomic>

#include <sys/syscall.h>
#include <unistd.h>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

namespace {

std::atomic<int> fileDelayMs = 0;    // of every file made durable
std::atomic<int> projectDelayMs = 0; // of every commit

/// What a slow disk is: the calls that wait for it take long. These stand before those of the C library, for SQLite
/// too.
int slowSync(int fd, long call)
{
    char link[64];
    char path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const auto length = ::readlink(link, path, sizeof path - 1);
    const QByteArrayView name(path, std::max<qsizetype>(length, 0));
    const auto delay = name.contains(".sluice") ? projectDelayMs.load() : fileDelayMs.load();
    if (delay > 0)
        QThread::msleep(static_cast<unsigned long>(delay));
    return static_cast<int>(::syscall(call, fd));
}

} // namespace

extern "C" int fsync(int fd)
{
    return slowSync(fd, SYS_fsync);
}

extern "C" int fdatasync(int fd)
{
    return slowSync(fd, SYS_fdatasync);
}

class MachineVerdictsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { fileDelayMs = projectDelayMs = 0; }
    void theStepThatComputesIsNamed();
    void theStepOfChildProcessesIsNamed();
    void aSlowDiskIsNamed();
    void aSlowProjectFileIsNamed();
    void aBlockedEventLoopIsNamed();
};

void MachineVerdictsTest::theStepThatComputesIsNamed()
{
    Bottleneck run;
    QImage picture(4000, 3000, QImage::Format_RGB32); // some 50 ms of a processor
    picture.fill(Qt::darkGreen);
    const auto file = run.folder.filePath(QStringLiteral("0.jpg"));
    QVERIFY(picture.save(file, "JPEG", 95));
    for (int i = 1; i < 600; ++i)
        QVERIFY(QFile::link(file, run.folder.filePath(QStringLiteral("%1.jpg").arg(i))));
    run.add(run.folder.path(), QStringLiteral("/%1.jpg"), 600);
    run.start(limitsOf(64, 16), {QStringLiteral("hash"), QStringLiteral("thumbnail width=64 isolate=no")},
              run.folder.filePath(QStringLiteral("out")));
    const auto verdict = run.verdictOf(VerdictKind::Cpu);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Cpu));
    QCOMPARE(verdict.step, QStringLiteral("thumbnail"));
    QVERIFY(!verdict.change);
}

void MachineVerdictsTest::theStepOfChildProcessesIsNamed()
{
    Bottleneck run;
    run.add(run.addServer(), QStringLiteral("/json/%1"), 3'000);
    run.start(limitsOf(64, 16), {QStringLiteral("hash"), QStringLiteral("jq program='[range(120000)] | length'")});
    const auto verdict = run.verdictOf(VerdictKind::Child);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Child));
    QCOMPARE(verdict.step, QStringLiteral("jq"));
}

void MachineVerdictsTest::aSlowDiskIsNamed()
{
    Bottleneck run;
    run.add(run.addServer(), QStringLiteral("/json/%1"), 3'000);
    fileDelayMs = 60;
    run.start(limitsOf(32, 32), {}, run.folder.filePath(QStringLiteral("out")));
    const auto verdict = run.verdictOf(VerdictKind::Disk);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Disk));
}

void MachineVerdictsTest::aSlowProjectFileIsNamed()
{
    Bottleneck run;
    run.add(run.addServer(), QStringLiteral("/json/%1"), 12'000);
    run.start(limitsOf(64, 64));
    projectDelayMs = 1'500;
    const auto verdict = run.verdictOf(VerdictKind::Store, 20'000);
    projectDelayMs = 0;
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Store));
}

void MachineVerdictsTest::aBlockedEventLoopIsNamed()
{
    Bottleneck run; // for its list; another core runs it, on a thread that can be held up
    run.add(run.addServer(), QStringLiteral("/delay/0.05?n=%1"), 3'000);
    run.fill();
    auto options = run.engine.options();
    options.limits = limitsOf(8, 8);
    SystemClock clock;
    TaskInspector inspector(&clock);
    QThread engineThread;
    auto *core = new EngineCore(&inspector);
    core->moveToThread(&engineThread);
    // somebody who does with every attempt that ends what takes long, on the engine's own thread
    connect(core, &EngineCore::attemptEnded, core, [] { QThread::msleep(150); });
    connect(&engineThread, &QThread::finished, core, &QObject::deleteLater);
    engineThread.start();
    auto *store = run.engine.store();
    QMetaObject::invokeMethod(core, [core, store, options] { core->start(store, options, true); });
    QTRY_COMPARE_WITH_TIMEOUT(verdictKindName(core->snapshot().verdict.kind), verdictKindName(VerdictKind::Blocked),
                              12'000);
    const auto text = core->snapshot().verdict.text;
    QVERIFY2(text.contains(QStringLiteral("is held up by job ")), qPrintable(text));
    std::atomic<bool> ended = false;
    QMetaObject::invokeMethod(core, [core, &ended] { core->stopThen([&ended] { ended = true; }); });
    QTRY_VERIFY_WITH_TIMEOUT(ended.load(), 10'000);
    engineThread.quit();
    QVERIFY(engineThread.wait(10'000));
}

QTEST_GUILESS_MAIN(MachineVerdictsTest)
#include "tst_machineverdicts.moc"
