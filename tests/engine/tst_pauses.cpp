// What waits, but not for a limit: runs that are paused, and jobs that pause before another try.
#include "bottleneck.h"

#include <QTcpServer>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

class PausesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPausedRunSaysNothingOfALimit();
    void backoffHoldsARunBackByItself();
};

void PausesTest::aPausedRunSaysNothingOfALimit()
{
    Bottleneck run;
    run.add(run.addServer(), QStringLiteral("/delay/0.2?n=%1"), 2'000);
    run.start(limitsOf(64, 2));
    const auto verdict = run.verdictOf(VerdictKind::HostLimit);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::HostLimit));
    QSignalSpy notices(&run.engine, &Engine::notice);
    run.engine.pause();
    QVERIFY(run.engine.applyRemedy(verdict));
    QTRY_COMPARE_WITH_TIMEOUT(notices.size(), 1, 20'000);
    QCOMPARE(notices.at(0).at(0).toString(),
             QStringLiteral("What Per host 2 → 4 gave cannot be told: too little was waiting to be started."));
}

static Duration latestBackoff(const Engine &engine)
{
    const auto recent = engine.snapshot().recent;
    return recent.empty() ? Duration(-1) : recent.back().waits.of(WaitReason::Backoff);
}

void PausesTest::backoffHoldsARunBackByItself()
{
    Bottleneck run;
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const auto base = QStringLiteral("http://127.0.0.1:%1").arg(nobody.serverPort());
    nobody.close(); // connections are refused
    run.add(base, QStringLiteral("/%1"), 40);
    run.add(run.addServer(), QStringLiteral("/hang"), 1); // so that the run goes on
    auto limits = limitsOf(64, 6);
    limits.backoffBase = 10min;
    limits.backoffCap = 10min;
    run.start(limits);
    const auto verdict = run.verdictOf(VerdictKind::Retrying);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Retrying));
    QVERIFY2(verdict.text.startsWith(QStringLiteral("Jobs wait for their next try, ")), qPrintable(verdict.text));

    run.engine.stop(); // and go on: those who pause still do
    QTRY_COMPARE_WITH_TIMEOUT(run.engine.runState(), RunState::Idle, 10'000);
    const auto retrying = run.engine.snapshot().counts.of(JobState::Retrying);
    QVERIFY(retrying > 20); // the jitter may be short for a few
    run.engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(latestBackoff(run.engine) > 20s, 10'000);

    JobFilter theOthers;
    theOthers.states = {JobState::Retrying};
    QVERIFY(run.engine.cancelJobs(theOthers));
    QTRY_COMPARE_WITH_TIMEOUT(latestBackoff(run.engine), Duration(0), 10'000);
}

QTEST_GUILESS_MAIN(PausesTest)
#include "tst_pauses.moc"
