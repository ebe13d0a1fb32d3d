// A limit of computing threads below what the processor has is named, and raised as proposed it is used.
#include "engine/bottleneck.h"

#include <QThread>

using namespace sluice;
using namespace sluice::test;

/// One core is kept for fetching, so more than one thread is proposed from three cores on: the machine is said to have
/// four, whatever it has. Stands before Qt's own; all else is as it is.
int QThread::idealThreadCount() noexcept
{
    return 4;
}

class ThreadLimitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneThreadAmongFreeCores();
};

void ThreadLimitTest::oneThreadAmongFreeCores()
{
    Bottleneck run;
    run.addPictures(600);
    auto limits = limitsOf(64, 16);
    limits.threads = 1;
    run.start(limits, {QStringLiteral("hash"), QStringLiteral("thumbnail width=64 isolate=no")},
              run.folder.filePath(QStringLiteral("out")));
    const auto verdict = run.verdictOf(VerdictKind::ThreadLimit);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::ThreadLimit));
    QCOMPARE(verdict.limit, LimitField::Threads);
    QCOMPARE(verdict.step, QStringLiteral("thumbnail"));
    QCOMPARE(verdict.change, (LimitChange{LimitField::Threads, 1, 2}));
    QVERIFY(verdict.gain && verdict.gain->low > 0);
    QVERIFY2(verdict.text.startsWith(QStringLiteral("Your limit of 1 computing threads holds: ")),
             qPrintable(verdict.text));
    QVERIFY(run.engine.applyRemedy(verdict));
    QCOMPARE(run.engine.options().limits.threads, 2);
    QTRY_COMPARE_WITH_TIMEOUT(run.engine.snapshot().cpuBusy, 2, 5'000);
}

QTEST_GUILESS_MAIN(ThreadLimitTest)
#include "tst_threadlimit.moc"
