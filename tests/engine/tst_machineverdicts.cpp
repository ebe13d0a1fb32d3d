// What this machine does to a run: its processor, its disks, its own event loop.
#include "engine/bottleneck.h"
#include "engine/corerun.h"
#include "support/throttleddisk.h"


using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

class MachineVerdictsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStepThatComputesIsNamed();
    void theStepOfChildProcessesIsNamed();
    void aSlowDiskIsNamed();
    void aSlowProjectFileIsNamed();
    void aBlockedEventLoopIsNamed();
};

void MachineVerdictsTest::theStepThatComputesIsNamed()
{
    Bottleneck run;
    run.addPictures(600);
    run.start(limitsOf(64, 16), {QStringLiteral("hash"), QStringLiteral("thumbnail width=64 isolate=no")},
              run.folder.filePath(QStringLiteral("out")));
    const auto verdict = run.verdictOf(VerdictKind::Cpu);
    QVERIFY2(verdict.kind == VerdictKind::Cpu, qPrintable(verdict.text + verdict.evidence.join(QLatin1Char('\n'))));
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
    constexpr qint64 fileSize = 20'000;
    constexpr qint64 pace = 300'000; // fifteen files a second
    Bottleneck run;
    run.add(run.addServer(), QStringLiteral("/bytes/20000?seed=%1"), 1'000);
    const ThrottledDisk disk("/out/", pace);
    run.start(limitsOf(32, 32), {}, run.folder.filePath(QStringLiteral("out")));
    const auto verdict = run.verdictOf(VerdictKind::Disk);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Disk));
    QVERIFY2(verdict.text.startsWith(QStringLiteral("Waiting on the disk: ")), qPrintable(verdict.text));
    const auto most = static_cast<double>(pace) / static_cast<double>(fileSize);
    QVERIFY2(verdict.perSecond > 0 && verdict.perSecond < 1.2 * most,
             qPrintable(QString::number(verdict.perSecond))); // its pace is the run's
    QVERIFY(disk.taken() >= 10 * fileSize);
}

void MachineVerdictsTest::aSlowProjectFileIsNamed()
{
    Bottleneck run;
    run.add(run.addServer(), QStringLiteral("/json/%1"), 12'000);
    run.start(limitsOf(64, 64));
    const ThrottledDisk disk(".sluice", 100 << 20, 1'500ms);
    const auto verdict = run.verdictOf(VerdictKind::Store, 20'000);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Store));
    const auto saysHowSlow = [&run] {
        return run.engine.snapshot().verdict.text.contains(QStringLiteral("results wait to be written, each for "));
    };
    QTRY_VERIFY2_WITH_TIMEOUT(saysHowSlow(), qPrintable(run.engine.snapshot().verdict.text), 20'000);
}

void MachineVerdictsTest::aBlockedEventLoopIsNamed()
{
    Bottleneck list;
    list.add(list.addServer(), QStringLiteral("/delay/0.05?n=%1"), 3'000);
    const CoreRun run(&list, limitsOf(8, 8), [] { QThread::msleep(150); });
    const auto kind = [&run] {
        return verdictKindName(run.core->snapshot().verdict.kind);
    };
    QTRY_COMPARE_WITH_TIMEOUT(kind(), verdictKindName(VerdictKind::Blocked), 12'000);
    const auto text = run.core->snapshot().verdict.text;
    QVERIFY2(text.contains(QStringLiteral("is held up by job ")), qPrintable(text));
}

QTEST_GUILESS_MAIN(MachineVerdictsTest)
#include "tst_machineverdicts.moc"
