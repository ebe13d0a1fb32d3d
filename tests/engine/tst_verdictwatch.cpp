#include "engine/verdictwatch.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class VerdictWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheFirstAttemptsTookIsNotHeldAgainstTheRun();
    void aNewLimitMakesForgetWhatWasSaid();
    void aPauseIsNotLookedBackOn();
    void saysSoWhenNothingCanBeTold();
};

static Verdict proposal()
{
    Verdict verdict;
    verdict.kind = VerdictKind::Server;
    verdict.change = LimitChange{LimitField::PerHost, 6, 12};
    verdict.gain = GainRange{0.6, 1.05};
    verdict.perSecond = 5; // drawn while the first were still under way
    verdict.each = 2s;
    return verdict;
}

static QString after(VerdictWatch &watch, test::FakeClock &clock, int seconds, qint64 each, bool steady = true)
{
    for (int i = 0; i < seconds; ++i) {
        clock.advance(1s);
        if (const auto said = watch.secondEnded(clock.now(), {each, 1s, {}, {}}, steady))
            return *said;
    }
    return {};
}

void VerdictWatchTest::whatTheFirstAttemptsTookIsNotHeldAgainstTheRun()
{
    test::FakeClock clock;
    VerdictWatch watch(clock.now());
    QCOMPARE(after(watch, clock, 2, 0), QString());
    watch.take(proposal(), clock.now());
    QCOMPARE(after(watch, clock, 5, 10), QString());
    watch.limitsChanged(clock.now());
    watch.expect(proposal(), clock.now());
    QCOMPARE(after(watch, clock, 20, 20), QStringLiteral("Per host 6 → 12 gave +100 %, as forecast (+60..105 %)."));
    QCOMPARE(after(watch, clock, 30, 20), QString()); // once
}

void VerdictWatchTest::aNewLimitMakesForgetWhatWasSaid()
{
    test::FakeClock clock;
    VerdictWatch watch(clock.now());
    clock.advance(30s);
    QCOMPARE(watch.stretch(clock.now()), Duration(10s));
    watch.take(proposal(), clock.now());
    QCOMPARE(watch.shown().kind, VerdictKind::Server);
    watch.limitsChanged(clock.now());
    QCOMPARE(watch.shown().kind, VerdictKind::None);
    clock.advance(4s);
    QCOMPARE(watch.stretch(clock.now()), Duration(4s));
}

void VerdictWatchTest::aPauseIsNotLookedBackOn()
{
    test::FakeClock clock;
    VerdictWatch watch(clock.now());
    QCOMPARE(after(watch, clock, 5, 10), QString());
    QCOMPARE(after(watch, clock, 8, 0, false), QString()); // paused
    watch.wentOn(clock.now());
    clock.advance(3s);
    QCOMPARE(watch.stretch(clock.now()), Duration(3s));
    watch.limitsChanged(clock.now());
    watch.expect(proposal(), clock.now()); // held against the 10/s there were
    QCOMPARE(after(watch, clock, 20, 20), QStringLiteral("Per host 6 → 12 gave +100 %, as forecast (+60..105 %)."));
}

void VerdictWatchTest::saysSoWhenNothingCanBeTold()
{
    test::FakeClock clock;
    VerdictWatch watch(clock.now());
    watch.limitsChanged(clock.now());
    watch.expect(proposal(), clock.now());
    QCOMPARE(after(watch, clock, 30, 1, false),
             QStringLiteral("What Per host 6 → 12 gave cannot be told: too little was waiting to be started."));
}

QTEST_APPLESS_MAIN(VerdictWatchTest)
#include "tst_verdictwatch.moc"
