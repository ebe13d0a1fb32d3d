#include "scheduling/jobtrace.h"

#include "support/fakeclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class JobTraceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMomentIsBooked();
    void aStretchIsReplacedByWhatItWas();
    void whatIsNotAccountedForWasOurOwnDelay();
    void spansLongerThanTheirStretchAreCut();
    void elsewhereIsNotCountedTwice();
    void anEndLeavesNothingInTheGauge_data();
    void anEndLeavesNothingInTheGauge();
};

static WaitTimes spans(std::initializer_list<std::pair<WaitReason, Duration>> list)
{
    WaitTimes times;
    for (const auto &[reason, span] : list)
        times.add(reason, span);
    return times;
}

void JobTraceTest::everyMomentIsBooked()
{
    test::FakeClock clock;
    WaitGauge gauge(clock.now());
    JobTrace trace(&clock, &gauge, clock.now());
    clock.advance(1ms);
    trace.enter(WaitReason::Disk, clock.now());
    clock.advance(5ms);
    trace.enter(WaitReason::Disk, clock.now());
    clock.advance(2ms);
    const auto spent = trace.end(clock.now());
    QCOMPARE(spent, spans({{WaitReason::Engine, 1ms}, {WaitReason::Disk, 7ms}}));
    QCOMPARE(gauge.reading(clock.now()), spent);
}

void JobTraceTest::aStretchIsReplacedByWhatItWas()
{
    test::FakeClock clock;
    WaitGauge gauge(clock.now());
    JobTrace trace(&clock, &gauge, clock.now());
    trace.begin(WaitReason::Dns, clock.now());
    clock.advance(1ms);
    trace.enter(WaitReason::Connect, clock.now());
    clock.advance(4ms);
    trace.enter(WaitReason::FirstByte, clock.now());
    clock.advance(5ms);
    const auto exact = spans(
        {{WaitReason::Dns, 1ms}, {WaitReason::Connect, 1ms}, {WaitReason::Tls, 3ms}, {WaitReason::FirstByte, 5ms}});
    trace.resolve(exact);
    QCOMPARE(gauge.reading(clock.now()), exact);
    QCOMPARE(trace.end(clock.now()), exact);
    QCOMPARE(gauge.count(WaitReason::FirstByte), 0);
}

void JobTraceTest::whatIsNotAccountedForWasOurOwnDelay()
{
    test::FakeClock clock;
    WaitGauge gauge(clock.now());
    JobTrace trace(&clock, &gauge, clock.now());
    trace.begin(WaitReason::FirstByte, clock.now());
    clock.advance(10ms);
    trace.resolve(spans({{WaitReason::FirstByte, 7ms}}));
    clock.advance(1ms);
    const auto spent = trace.end(clock.now());
    QCOMPARE(spent, spans({{WaitReason::FirstByte, 7ms}, {WaitReason::Engine, 4ms}}));
    QCOMPARE(gauge.reading(clock.now()), spent);
}

void JobTraceTest::spansLongerThanTheirStretchAreCut()
{
    test::FakeClock clock;
    WaitGauge gauge(clock.now());
    JobTrace trace(&clock, &gauge, clock.now());
    trace.begin(WaitReason::Body, clock.now());
    clock.advance(10ms);
    trace.resolve(spans({{WaitReason::Body, 9ms}, {WaitReason::FirstByte, 3ms}}));
    QCOMPARE(trace.end(clock.now()), spans({{WaitReason::Body, 7ms}, {WaitReason::FirstByte, 3ms}}));
}

void JobTraceTest::elsewhereIsNotCountedTwice()
{
    test::FakeClock clock;
    WaitGauge gauge(clock.now());
    {
        JobTrace trace(&clock, &gauge, clock.now());
        trace.beginElsewhere(WaitReason::HostSlot);
        clock.advance(10ms);
        trace.resolve(spans({{WaitReason::HostSlot, 10ms}}));
        QCOMPARE(gauge.reading(clock.now()).total(), Duration(0));
        trace.beginElsewhere(WaitReason::HostSlot);
        clock.advance(10ms);
        QCOMPARE(trace.end(clock.now()), spans({{WaitReason::HostSlot, 20ms}}));
    }
    QCOMPARE(gauge.reading(clock.now()).total(), Duration(0));
}

void JobTraceTest::anEndLeavesNothingInTheGauge_data()
{
    QTest::addColumn<bool>("givenUp");
    QTest::addRow("ended") << false;
    QTest::addRow("given up") << true;
}

void JobTraceTest::anEndLeavesNothingInTheGauge()
{
    QFETCH(const bool, givenUp);
    test::FakeClock clock;
    WaitGauge gauge(clock.now());
    {
        JobTrace trace(&clock, &gauge, clock.now());
        trace.begin(WaitReason::FirstByte, clock.now());
        clock.advance(1s);
        if (!givenUp)
            trace.end(clock.now());
    }
    const auto before = gauge.reading(clock.now());
    clock.advance(1s);
    QCOMPARE(gauge.reading(clock.now()), before);
    QCOMPARE(before, spans({{WaitReason::FirstByte, 1s}}));
}

QTEST_APPLESS_MAIN(JobTraceTest)
#include "tst_jobtrace.moc"
