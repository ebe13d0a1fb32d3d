// What servers do to a run, and which one does it.
#include "engine/bottleneck.h"
#include "engine/trickle.h"

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

class ServerVerdictsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServerThatRefusesIsNamedAndSpared();
    void theOneSlowHostOfTwentyIsNamed();
    void theEndOfTheListIsOfOneHost();
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
    auto verdict = run.verdictOf(VerdictKind::Cooling);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Cooling));
    QCOMPARE(verdict.host, strict);
    const auto proposes = [&] { // once enough were accepted
        verdict = run.engine.snapshot().verdict;
        return verdict.change.has_value();
    };
    QTRY_VERIFY_WITH_TIMEOUT(proposes(), 12'000);
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
    run.add(slow, QStringLiteral("/delay/0.4?n=%1"), 300);
    run.start(limitsOf(64, 6));
    const auto isNamed = [&] { // once the others are hardly in the stretch it looks at
        const auto verdict = run.engine.snapshot().verdict;
        return verdict.kind == VerdictKind::HostLimit && verdict.host == slow && // jobs wait for it: that is no end
               verdict.change == LimitChange{LimitField::PerHost, 6, 12};
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isNamed(), qPrintable(run.engine.snapshot().verdict.text), 18'000);
}

void ServerVerdictsTest::theEndOfTheListIsOfOneHost()
{
    Bottleneck run;
    for (int host = 0; host < 19; ++host)
        run.add(run.addServer(), QStringLiteral("/json/%1"), 3); // there are places for all
    const auto slow = run.addServer();
    run.add(slow, QStringLiteral("/delay/20?n=%1"), 5);
    run.start(limitsOf(64, 6));
    const auto isNamed = [&] {
        const auto verdict = run.engine.snapshot().verdict;
        return verdict.kind == VerdictKind::Finishing && verdict.host == slow; // nobody waits
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isNamed(), qPrintable(run.engine.snapshot().verdict.text), 18'000);
    QVERIFY(!run.engine.snapshot().verdict.change);
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

/// Addresses come on standard input, a few a second; until the list is read to its end they do not count.
void ServerVerdictsTest::aListStillBeingReadStarvesTheRun()
{
    Bottleneck run;
    const auto server = run.addServer();
    run.add(server, QStringLiteral("/delay/6?n=%1"), 3);
    run.start(limitsOf(64, 6));
    Trickle input(server + QStringLiteral("/json/%1"), 200ms);
    ListImport import(run.engine.store());
    QSignalSpy finished(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Stdin, QStringLiteral("-")}, {});
    const auto verdict = run.verdictOf(VerdictKind::Starved);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Starved));
    QCOMPARE(verdict.text,
             QStringLiteral("Waiting for input: a list is still being read, and 3 of 64 places are taken."));
    QVERIFY(!verdict.change);
    QVERIFY(input.lines() >= 5);
    input.end();
    QVERIFY(finished.wait(10'000));
    QTRY_COMPARE_WITH_TIMEOUT(run.requests(), 3 + input.lines(), 15'000); // what came is done
}

QTEST_GUILESS_MAIN(ServerVerdictsTest)
#include "tst_serververdicts.moc"
