#include "telemetry/runmeter.h"

#include "support/fakeclock.h"
#include "telemetry/resourceusage.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class RunMeterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsEmpty();
    void aSecondIsWhatHappenedInIt();
    void cancelledIsNeitherFinishedNorFailed();
    void marksAreJoined();
    void keepsTenMinutes();
    void meanInFlightIsWeightedByTime();
    void engineLoadIsOfItsOwnSecond();
    void stretchIsTheRecentPast();
    void aSecondTellsWhatJobsSpentItOn();
    void aCorrectionIsHeldAgainstTheSecondsToCome();
    void summaryIsTheWholeRun();
    void localFilesHaveNoLatency();
};

static AttemptSample sampleOf(Outcome outcome, Duration firstByte, Duration body)
{
    AttemptSample sample;
    sample.outcome = outcome;
    sample.bytes = 1'000;
    sample.firstByte = firstByte;
    sample.latency = firstByte + body;
    sample.body = body;
    if (outcome == Outcome::Failed)
        sample.error = ErrorKind::Connect;
    sample.waits.add(WaitReason::FirstByte, firstByte);
    sample.waits.add(WaitReason::Body, body);
    return sample;
}

static void runJobs(RunMeter &meter, test::FakeClock &clock, int count, Duration each)
{
    for (int i = 0; i < count; ++i) {
        meter.admitted(clock.now());
        meter.gauge().enter(WaitReason::FirstByte, clock.now());
        clock.advance(each);
        meter.gauge().leave(WaitReason::FirstByte, clock.now());
        meter.left(clock.now());
        meter.attemptEnded(sampleOf(Outcome::Succeeded, each, Duration(0)), clock.now());
        meter.jobEnded(Outcome::Succeeded);
    }
}

static GaugeReading gauges(bool moreWaiting = false)
{
    GaugeReading reading;
    reading.limit = 64;
    reading.cpuBusy = 2;
    reading.cpuSlots = 4;
    reading.cpuQueue = 3;
    reading.perHost = 6;
    reading.ratePerSecond = 12.5;
    reading.moreWaiting = moreWaiting;
    return reading;
}

void RunMeterTest::beginsEmpty()
{
    test::FakeClock clock;
    const RunMeter meter(&clock);
    QCOMPARE(meter.inFlight(), 0);
    QCOMPARE(meter.peakInFlight(), 0);
    QVERIFY(meter.recent().empty());
    QCOMPARE(meter.stretch(10s).meanInFlight, 0.0);
    const auto summary = meter.summary();
    QCOMPARE(summary.attempts, 0);
    QCOMPARE(summary.verdict.kind, VerdictKind::None);
    QVERIFY(summary.peakRssBytes > 0);
}

void RunMeterTest::aSecondIsWhatHappenedInIt()
{
    test::FakeClock clock;
    const auto begin = clock.wallNow();
    RunMeter meter(&clock);
    meter.admitted(clock.now());
    meter.admitted(clock.now());
    meter.bytesReceived(700);
    meter.bytesReceived(300);
    meter.attemptEnded(sampleOf(Outcome::Succeeded, 30us, 1ms), clock.now());
    meter.attemptEnded(sampleOf(Outcome::Failed, 50us, 1ms), clock.now());
    meter.left(clock.now());
    meter.loopLag(7ms);
    meter.loopLag(3ms);
    clock.advance(1s);

    SeriesPoint expected;
    expected.second = begin;
    expected.finished = 2;
    expected.failed = 1;
    expected.bytes = 1'000;
    expected.inFlight = 1;
    expected.limit = 64;
    expected.cpuBusy = 2;
    expected.cpuSlots = 4;
    expected.cpuQueue = 3;
    expected.firstByte.p50 = 0.03;
    expected.firstByte.p90 = 0.05;
    expected.firstByte.p99 = 0.05;
    expected.errors[static_cast<size_t>(ErrorKind::Connect)] = 1;
    expected.loopLag = 7;
    auto point = meter.endSecond(gauges());
    expected.cpu = point.cpu; // the machine's own
    QVERIFY(std::abs(point.body.p90 - 1) <= 0.016);
    QVERIFY(std::abs(point.total.p50 - 1.03) <= 0.017);
    QVERIFY(std::abs(point.total.p99 - 1.05) <= 0.017);
    expected.body = point.body;
    expected.total = point.total;
    QCOMPARE(point, expected);

    clock.advance(1s); // a quiet one
    expected = SeriesPoint();
    expected.second = begin + 1s;
    expected.inFlight = 1;
    expected.limit = 64;
    expected.cpuBusy = 2;
    expected.cpuSlots = 4;
    expected.cpuQueue = 3;
    point = meter.endSecond(gauges());
    expected.cpu = point.cpu;
    QCOMPARE(point, expected);
    QCOMPARE(meter.recent().size(), size_t(2));
    QCOMPARE(meter.recent().back(), expected);
}

void RunMeterTest::cancelledIsNeitherFinishedNorFailed()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    meter.attemptEnded(sampleOf(Outcome::Cancelled, 5s, 5s), clock.now());
    meter.jobEnded(Outcome::Cancelled);
    clock.advance(1s);
    const auto point = meter.endSecond(gauges());
    QCOMPARE(point.finished, 0);
    QCOMPARE(point.failed, 0);
    QCOMPARE(point.firstByte.p99, 0.0);
    const auto summary = meter.summary();
    QCOMPARE(summary.attempts, 1);
    QCOMPARE(summary.cancelled, 1);
    QCOMPARE(summary.latency.max, 0.0);
    QCOMPARE(summary.waits.total().count(), Duration(10s).count());
}

void RunMeterTest::marksAreJoined()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    meter.mark(QStringLiteral("limit 32 → 64 (you)"));
    meter.mark(QStringLiteral("paused (you)"));
    clock.advance(1s);
    QCOMPARE(meter.endSecond(gauges()).mark, QStringLiteral("limit 32 → 64 (you); paused (you)"));
    QCOMPARE(meter.endSecond(gauges()).mark, QString());
}

void RunMeterTest::keepsTenMinutes()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    for (int i = 0; i < 700; ++i) {
        meter.bytesReceived(i);
        clock.advance(1s);
        meter.endSecond(gauges());
    }
    QCOMPARE(meter.recent().size(), size_t(600));
    QCOMPARE(meter.recent().front().bytes, 100);
    QCOMPARE(meter.recent().back().bytes, 699);
    QCOMPARE(meter.stretch(24h).wall.count(), Duration(600s).count());
    QCOMPARE(meter.summary().wall.count(), Duration(700s).count());
}

void RunMeterTest::meanInFlightIsWeightedByTime()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    meter.admitted(clock.now());
    clock.advance(1s); // 1 in flight
    meter.admitted(clock.now());
    meter.admitted(clock.now());
    clock.advance(2s); // 3
    meter.endSecond(gauges());
    clock.advance(1s); // 3
    meter.left(clock.now());
    meter.left(clock.now());
    meter.left(clock.now());
    clock.advance(1s); // 0
    QCOMPARE(meter.stretch(1h).meanInFlight, 2.0);
    QCOMPARE(meter.peakInFlight(), 3);
    QCOMPARE(meter.inFlight(), 0);
    QCOMPARE(meter.summary().peakConcurrency, 3);
}

void RunMeterTest::engineLoadIsOfItsOwnSecond()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    const auto before = threadCpuTime();
    while (threadCpuTime() - before < 80ms) {
    }
    clock.advance(100ms);
    QVERIFY(meter.stretch(100ms).engineBusy >= 0.8);
    meter.endSecond(gauges());
    clock.advance(100ms);
    meter.endSecond(gauges());
    QVERIFY(meter.stretch(100ms).engineBusy < 0.4); // the work was before
    QVERIFY(meter.stretch(200ms).engineBusy >= 0.4);
}

void RunMeterTest::stretchIsTheRecentPast()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    runJobs(meter, clock, 10, 100ms);
    meter.endSecond(gauges(true));
    for (int i = 0; i < 3; ++i) {
        meter.attemptEnded({}, clock.now());
        clock.advance(1s);
        auto reading = gauges(i == 2);
        reading.worked.add(WaitReason::CpuRun, (i + 1) * Duration(2s)); // by two threads at once
        meter.endSecond(reading);
    }

    const auto recent = meter.stretch(3s);
    QCOMPARE(recent.wall.count(), Duration(3s).count());
    QCOMPARE(recent.attempts, 3);
    QCOMPARE(recent.meanCpuBusy, 2.0);
    QCOMPARE(recent.waits.of(WaitReason::FirstByte).count(), 0);
    QCOMPARE(recent.moreWaiting, false); // in one second of three
    QCOMPARE(recent.limit, 64);
    QCOMPARE(recent.perHost, 6);
    QCOMPARE(recent.ratePerSecond, 12.5);
    QCOMPARE(recent.threads, 4);

    QCOMPARE(meter.stretch(3'500ms).attempts, 3); // the second before began earlier
    const auto longer = meter.stretch(4s);
    QCOMPARE(longer.attempts, 13);
    QCOMPARE(longer.waits.of(WaitReason::FirstByte).count(), Duration(1s).count());
    QCOMPARE(meter.stretch(1s).moreWaiting, true);
}

void RunMeterTest::aSecondTellsWhatJobsSpentItOn()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    meter.gauge().enter(WaitReason::FirstByte, clock.now(), 3); // and none of them ends
    meter.gauge().enter(WaitReason::CpuQueue, clock.now(), 2);  // one of which is at work, as the threads know
    meter.pauses(WaitReason::Backoff, 500ms);
    clock.advance(1s);
    auto reading = gauges();
    reading.retrying = 1;
    reading.worked.add(WaitReason::CpuRun, 1s);
    reading.waited.add(WaitReason::HostSlot, 7s);
    const auto first = meter.endSecond(reading).waits;
    QCOMPARE(first.of(WaitReason::FirstByte), Duration(3s));
    QCOMPARE(first.of(WaitReason::CpuQueue), Duration(1s));
    QCOMPARE(first.of(WaitReason::CpuRun), Duration(1s));
    QCOMPARE(first.of(WaitReason::HostSlot), Duration(7s));
    QCOMPARE(first.of(WaitReason::Backoff), Duration(500ms));
    clock.advance(1s);
    const auto second = meter.endSecond(reading).waits;
    QCOMPARE(second.of(WaitReason::FirstByte), Duration(3s));
    QCOMPARE(second.of(WaitReason::CpuQueue), Duration(2s));
    QCOMPARE(second.of(WaitReason::HostSlot), Duration(0));
    QCOMPARE(second.of(WaitReason::Backoff), Duration(0));
}

void RunMeterTest::aCorrectionIsHeldAgainstTheSecondsToCome()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    meter.gauge().enter(WaitReason::Connect, clock.now());
    clock.advance(1s);
    QCOMPARE(meter.endSecond(gauges()).waits.of(WaitReason::Connect), Duration(1s));
    WaitTimes difference; // it was TLS all the time
    difference.add(WaitReason::Connect, -1s);
    difference.add(WaitReason::Tls, 1s);
    meter.gauge().correct(difference);
    clock.advance(500ms);
    auto waits = meter.endSecond(gauges()).waits;
    QCOMPARE(waits.of(WaitReason::Connect), Duration(0));
    QCOMPARE(waits.of(WaitReason::Tls), Duration(1s));
    clock.advance(1s);
    waits = meter.endSecond(gauges()).waits;
    QCOMPARE(waits.of(WaitReason::Connect), Duration(500ms));
}

void RunMeterTest::summaryIsTheWholeRun()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    runJobs(meter, clock, 90, 10ms);
    runJobs(meter, clock, 9, 1s);
    auto reading = gauges();
    reading.listEnded = true;
    meter.endSecond(reading);
    runJobs(meter, clock, 1, 100s);
    meter.jobEnded(Outcome::Failed);
    meter.endSecond(reading);

    const auto summary = meter.summary();
    QCOMPARE(summary.succeeded, 100);
    QCOMPARE(summary.failed, 1);
    QCOMPARE(summary.attempts, 100);
    QCOMPARE(summary.bytes, 100'000);
    QCOMPARE(summary.wall.count(), Duration(109'900ms).count());
    QVERIFY(std::abs(summary.latency.p50 - 10) <= 0.2);
    QVERIFY(std::abs(summary.latency.p90 - 10) <= 0.2);
    QVERIFY(std::abs(summary.latency.p99 - 1'000) <= 20);
    QCOMPARE(summary.latency.max, 100'000.0);
    QCOMPARE(summary.waits.of(WaitReason::FirstByte).count(), summary.wall.count());
    QCOMPARE(verdictKindName(summary.verdict.kind), QLatin1StringView("finishing")); // one of 64 places, nothing waited
    QVERIFY(summary.cpu >= 0s && summary.cpu < 60s);
}

void RunMeterTest::localFilesHaveNoLatency()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    meter.attemptEnded(sampleOf(Outcome::Succeeded, 0s, 0s), clock.now());
    meter.attemptEnded(sampleOf(Outcome::Succeeded, 40ms, 10ms), clock.now());
    clock.advance(1s);
    QCOMPARE(meter.endSecond(gauges()).firstByte.p50, 40.0);
    QCOMPARE(meter.summary().latency.p50, 50.0);
}

QTEST_APPLESS_MAIN(RunMeterTest)
#include "tst_runmeter.moc"
