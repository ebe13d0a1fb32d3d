#include "telemetry/yield.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class YieldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhereTimesAreNotKnown();
    void wavesThatJustMissTheEndCountInPart();
    void isOffTheCountByNoMoreThanAreInFlight();
};

void YieldTest::countsWhereTimesAreNotKnown()
{
    QCOMPARE((Yield{30, 2s, {}, {}}).perSecond(), 15.0);
    QCOMPARE(Yield().perSecond(), 0.0);
}

void YieldTest::wavesThatJustMissTheEndCountInPart()
{
    // six at a time, 0.8 s each, that is 7.5 a second; in 5 s one sees six waves end, or seven
    Yield six{36, 5s, 30s, 36 * 800ms};
    QCOMPARE(six.perSecond(), 7.5);
    const Yield seven{42, 5s, 30s, 42 * 800ms};
    QCOMPARE(seven.perSecond(), 7.5);
    six += seven;
    QCOMPARE(six.perSecond(), 7.5);
    QCOMPARE(six.ended, 78);
}

void YieldTest::isOffTheCountByNoMoreThanAreInFlight()
{
    // one that was quick says nothing of five that hang
    QCOMPARE((Yield{1, 1s, 6s, 10ms}).perSecond(), 7.0);
    QCOMPARE((Yield{8, 1s, 6s, 80s}).perSecond(), 2.0);
}

QTEST_APPLESS_MAIN(YieldTest)
#include "tst_yield.moc"
