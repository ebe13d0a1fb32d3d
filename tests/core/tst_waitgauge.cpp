#include "core/waitgauge.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class WaitGaugeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsTimeOfThoseStillAtIt();
    void aCorrectionMovesTime();
};

void WaitGaugeTest::countsTimeOfThoseStillAtIt()
{
    const TimePoint start(100s);
    WaitGauge gauge(start);
    gauge.enter(WaitReason::FirstByte, start + 1s, 3);
    gauge.enter(WaitReason::Disk, start + 2s);
    QCOMPARE(gauge.reading(start + 3s).of(WaitReason::FirstByte), Duration(6s));
    gauge.leave(WaitReason::FirstByte, start + 3s, 2);
    QCOMPARE(gauge.count(WaitReason::FirstByte), 1);
    const auto reading = gauge.reading(start + 5s);
    QCOMPARE(reading.of(WaitReason::FirstByte), Duration(8s));
    QCOMPARE(reading.of(WaitReason::Disk), Duration(3s));
    QCOMPARE(reading.total(), Duration(11s));
}

void WaitGaugeTest::aCorrectionMovesTime()
{
    const TimePoint start(0s);
    WaitGauge gauge(start);
    gauge.enter(WaitReason::Connect, start);
    gauge.leave(WaitReason::Connect, start + 2s);
    WaitTimes difference;
    difference.add(WaitReason::Connect, -1s);
    difference.add(WaitReason::Tls, 1s);
    gauge.correct(difference);
    const auto reading = gauge.reading(start + 2s);
    QCOMPARE(reading.of(WaitReason::Connect), Duration(1s));
    QCOMPARE(reading.of(WaitReason::Tls), Duration(1s));
}

QTEST_APPLESS_MAIN(WaitGaugeTest)
#include "tst_waitgauge.moc"
