// What servers do to a run, and which one does it.
#include "bottleneck.h"
#include "store/projectstore.h"

using namespace sluice;
using namespace sluice::test;

class ServerVerdictsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServerThatRefusesIsNamedAndSpared();
    void theOneSlowHostOfTwentyIsNamed();
    void receivingIsNamed();
    void aListStillBeingReadStarvesTheRun();
};

void ServerVerdictsTest::aServerThatRefusesIsNamedAndSpared()
{
    Bottleneck run;
    const auto strict = run.addServer();
    run.add(strict, QStringLiteral("/ratelimit?rps=5&n=7"), 1);
    for (int i = 0; i < 300; ++i)
        run.add(strict, QStringLiteral("/ratelimit?rps=5&n=7#%1").arg(i), 1);
    run.start(limitsOf(64, 6));
    const auto verdict = run.verdictOf(VerdictKind::Cooling);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Cooling));
    QCOMPARE(verdict.host, strict);
    QVERIFY(verdict.change);
    QCOMPARE(verdict.change->field, LimitField::RatePerSecond);
    QCOMPARE(verdict.change->from, 0.0);
    QVERIFY2(verdict.change->to > 0 && verdict.change->to <= 12,
             qPrintable(verdict.remedy)); // a second's worth at first
}

void ServerVerdictsTest::theOneSlowHostOfTwentyIsNamed()
{
    Bottleneck run;
    for (int host = 0; host < 19; ++host)
        run.add(run.addServer(), QStringLiteral("/json/%1"), 20);
    const auto slow = run.addServer();
    run.add(slow, QStringLiteral("/delay/0.5?n=%1"), 200);
    run.start(limitsOf(64, 6));
    const auto verdict = run.verdictOf(VerdictKind::Finishing);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Finishing));
    QCOMPARE(verdict.host, slow);
    QVERIFY(!verdict.change);
}

void ServerVerdictsTest::receivingIsNamed()
{
    Bottleneck run;
    const auto server = run.addServer();
    run.add(server, QStringLiteral("/drip?bytes=20000&seconds=1&n=%1"), 200);
    run.start(limitsOf(64, 6));
    const auto verdict = run.verdictOf(VerdictKind::Bandwidth);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Bandwidth));
    QCOMPARE(verdict.host, server);
}

void ServerVerdictsTest::aListStillBeingReadStarvesTheRun()
{
    Bottleneck run;
    run.add(run.addServer(), QStringLiteral("/delay/20?n=%1"), 2);
    run.start(limitsOf(64, 6));
    QVERIFY(run.engine.store()->beginImport(QStringLiteral("a long list")));
    const auto verdict = run.verdictOf(VerdictKind::Starved);
    run.engine.store()->abandonImport();
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Starved));
}

QTEST_GUILESS_MAIN(ServerVerdictsTest)
#include "tst_serververdicts.moc"
