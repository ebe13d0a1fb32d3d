#include "support/fakeclock.h"
#include "telemetry/steadyverdict.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class SteadyVerdictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstIsShownAtOnce();
    void anotherNeedsThreeSeconds();
    void whoFlipsIsNotShown();
    void newNumbersAreShownAtOnce();
};

static Verdict of(VerdictKind kind, const QString &text = {})
{
    Verdict verdict;
    verdict.kind = kind;
    verdict.text = text;
    return verdict;
}

void SteadyVerdictTest::theFirstIsShownAtOnce()
{
    const test::FakeClock clock;
    SteadyVerdict steady;
    QCOMPARE(steady.take(of(VerdictKind::None), clock.now()).kind, VerdictKind::None);
    QCOMPARE(steady.take(of(VerdictKind::Server), clock.now()).kind, VerdictKind::Server);
}

void SteadyVerdictTest::anotherNeedsThreeSeconds()
{
    test::FakeClock clock;
    SteadyVerdict steady;
    steady.take(of(VerdictKind::Server), clock.now());
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(steady.take(of(VerdictKind::Cpu), clock.now()).kind, VerdictKind::Server);
        clock.advance(1s);
    }
    QCOMPARE(steady.take(of(VerdictKind::Cpu), clock.now()).kind, VerdictKind::Cpu);
}

void SteadyVerdictTest::whoFlipsIsNotShown()
{
    test::FakeClock clock;
    SteadyVerdict steady;
    steady.take(of(VerdictKind::Server), clock.now());
    for (int i = 0; i < 20; ++i) {
        clock.advance(1s);
        QCOMPARE(steady.take(of(i % 2 ? VerdictKind::Cpu : VerdictKind::Disk), clock.now()).kind, VerdictKind::Server);
    }
    QCOMPARE(steady.shown().kind, VerdictKind::Server);
}

void SteadyVerdictTest::newNumbersAreShownAtOnce()
{
    const test::FakeClock clock;
    SteadyVerdict steady;
    steady.take(of(VerdictKind::Server, QStringLiteral("80 %")), clock.now());
    QCOMPARE(steady.take(of(VerdictKind::Server, QStringLiteral("81 %")), clock.now()).text, QStringLiteral("81 %"));
    auto named = of(VerdictKind::Server);
    named.host = QStringLiteral("http://a");
    QCOMPARE(steady.take(named, clock.now()).host, QString()); // another claim
}

QTEST_APPLESS_MAIN(SteadyVerdictTest)
#include "tst_steadyverdict.moc"
