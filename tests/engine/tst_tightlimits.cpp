// Limits of one's own that hold a run back are named, and raised as proposed they bring what was forecast.
#include "bottleneck.h"

using namespace sluice;
using namespace sluice::test;

class TightLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inFlight();
    void perHost();
    void rate();
};

void TightLimitsTest::inFlight()
{
    Bottleneck run;
    for (int host = 0; host < 3; ++host)
        run.add(run.addServer(), QStringLiteral("/delay/0.3?n=%1"), 400);
    run.start(limitsOf(6, 6));
    const auto verdict = run.verdictOf(VerdictKind::OwnLimit);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::OwnLimit));
    QCOMPARE(verdict.limit, LimitField::InFlight);
    QCOMPARE(verdict.change, (LimitChange{LimitField::InFlight, 6, 12}));
    checkRemedy(&run, verdict);
}

void TightLimitsTest::perHost()
{
    Bottleneck run;
    const auto server = run.addServer();
    run.add(server, QStringLiteral("/delay/0.2?n=%1"), 200);
    run.start(limitsOf(64, 1));
    const auto verdict = run.verdictOf(VerdictKind::HostLimit);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::HostLimit));
    QCOMPARE(verdict.limit, LimitField::PerHost);
    QCOMPARE(verdict.host, server);
    QCOMPARE(verdict.change, (LimitChange{LimitField::PerHost, 1, 2}));
}

void TightLimitsTest::rate()
{
    Bottleneck run;
    run.add(run.addServer(), QStringLiteral("/json/%1"), 500);
    auto limits = limitsOf(64, 6);
    limits.ratePerSecond = 20;
    run.start(limits);
    const auto verdict = run.verdictOf(VerdictKind::Rate);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Rate));
    QCOMPARE(verdict.limit, LimitField::RatePerSecond);
    QCOMPARE(verdict.change, (LimitChange{LimitField::RatePerSecond, 20, 40}));
}

QTEST_GUILESS_MAIN(TightLimitsTest)
#include "tst_tightlimits.moc"
