// A slow server is the verdict, more places per host the remedy, and it brings what was forecast.
#include "bottleneck.h"

using namespace sluice;
using namespace sluice::test;

class SlowServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRemedyBringsWhatWasForecast();
};

void SlowServerTest::theRemedyBringsWhatWasForecast()
{
    Bottleneck run;
    const auto server = run.addServer();
    run.add(server, QStringLiteral("/delay/0.8?n=%1"), 500);
    run.start(limitsOf(64, 6));
    const auto verdict = run.verdictOf(VerdictKind::Server);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Server));
    QCOMPARE(verdict.host, server);
    QCOMPARE(verdict.limit, LimitField::PerHost);
    QCOMPARE(verdict.change, (LimitChange{LimitField::PerHost, 6, 12}));
    checkRemedy(&run, verdict);
}

QTEST_GUILESS_MAIN(SlowServerTest)
#include "tst_slowserver.moc"
