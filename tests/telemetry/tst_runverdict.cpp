// What the meter of a run hands to its verdicts.
#include "support/fakeclock.h"
#include "telemetry/runmeter.h"

#include <QTest>

#include <array>

using namespace sluice;
using namespace std::chrono_literals;

class RunVerdictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesThatAreTakenBackEnd();
    void pausesOfAnEarlierRunCount();
    void childrenThatLiveCount();
    void theVerdictIsOfTheLimitsInForce();
    void whatIsAcceptedIsOfTheWholeRun();
    void aHostsLimitIsTheOneLastRead();
    void theVerdictIsOfTheBulkOfTheRun();
    void failuresAreCountedOfTheStretch();
    void aLineShowsInTheShortestAnswers();
    void quickerKindsAreNoLine();
};

static GaugeReading gauges()
{
    GaugeReading reading;
    reading.limit = 64;
    reading.cpuBusy = 2;
    reading.cpuSlots = 4;
    reading.cpuQueue = 3;
    reading.perHost = 6;
    reading.ratePerSecond = 12.5;
    return reading;
}

void RunVerdictTest::pausesThatAreTakenBackEnd()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    for (const auto delay : {10s, 20s, 60s})
        meter.pauses(WaitReason::Backoff, delay);
    meter.pauses(WaitReason::RetryAfter, 30s);
    auto reading = gauges();
    reading.retrying = 4;
    const auto second = [&] {
        clock.advance(1s);
        return meter.endSecond(reading).waits;
    };
    QCOMPARE(second().of(WaitReason::Backoff), Duration(3s));
    reading.retrying = 2; // those of 30 and 60 s were cancelled
    second();
    auto waits = second();
    QCOMPARE(waits.of(WaitReason::Backoff), Duration(2s));
    QCOMPARE(waits.of(WaitReason::RetryAfter), Duration(0));
    reading.retrying = 0; // queued again
    reading.backlog = 2;  // or only not counted yet
    QCOMPARE(second().of(WaitReason::Backoff), Duration(2s));
    reading.backlog = 0;
    second();
    QCOMPARE(second().of(WaitReason::Backoff), Duration(0));
}

void RunVerdictTest::pausesOfAnEarlierRunCount()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    meter.pausedBefore(3);
    auto reading = gauges();
    reading.retrying = 3;
    clock.advance(1s);
    QCOMPARE(meter.endSecond(reading).waits.of(WaitReason::Backoff), Duration(3s));
    clock.advance(1s);
    meter.earlierPauseEnded(clock.now() - 500ms);
    QCOMPARE(meter.endSecond(reading).waits.of(WaitReason::Backoff), Duration(2'500ms));
    reading.retrying = 0;
    clock.advance(1s);
    meter.endSecond(reading);
    meter.earlierPauseEnded(clock.now()); // of one that is not counted any more
    clock.advance(1s);
    QCOMPARE(meter.endSecond(reading).waits.of(WaitReason::Backoff), Duration(0));
}

void RunVerdictTest::childrenThatLiveCount()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    auto reading = gauges();
    reading.childCpu = 3s;
    clock.advance(1s);
    const auto first = meter.endSecond(reading).cpu;
    QVERIFY2(first >= 3 && first < 3.9, qPrintable(QString::number(first)));
    QVERIFY(meter.stretch(1s).coresUsed >= 3);
    QVERIFY(meter.summary().cpu >= 3s);
    reading.childCpu = 2s; // one is on its way from the living to the dead
    clock.advance(1s);
    QCOMPARE(meter.endSecond(reading).cpu, 0.0);
    reading.childCpu = 3'500ms;
    clock.advance(1s);
    const auto third = meter.endSecond(reading).cpu;
    QVERIFY2(third >= 0.5 && third < 1.4, qPrintable(QString::number(third)));
}

void RunVerdictTest::theVerdictIsOfTheLimitsInForce()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    auto reading = gauges();
    reading.moreWaiting = true;
    const auto seconds = [&](int count, int inFlight) {
        for (int i = 0; i < count; ++i) {
            meter.gauge().enter(WaitReason::FirstByte, clock.now(), inFlight);
            for (int j = 0; j < inFlight; ++j)
                meter.admitted(clock.now());
            clock.advance(1s);
            for (int j = 0; j < inFlight; ++j) {
                meter.left(clock.now());
                meter.attemptEnded({}, clock.now());
            }
            meter.gauge().leave(WaitReason::FirstByte, clock.now(), inFlight);
            meter.endSecond(reading);
        }
    };
    reading.limit = 4;
    seconds(30, 4);
    reading.limit = 32;
    seconds(2, 32);
    auto verdict = meter.summary().verdict;
    QCOMPARE(verdict.perSecond, 4.0); // what followed is hardly anything
    QCOMPARE(verdict.limit, LimitField::InFlight);
    QVERIFY2(verdict.evidence.contains(QStringLiteral("In flight: 4 of 4 on average; per host at most 6")),
             qPrintable(verdict.evidence.join(u'\n')));
    seconds(4, 32);
    reading.paused = true;
    seconds(60, 0);
    reading.paused = false;
    seconds(4, 32);
    verdict = meter.summary().verdict;
    QCOMPARE(verdict.perSecond, 32.0);
    QCOMPARE(verdict.limit, LimitField::InFlight); // full under either, which the mean of both is not
    QCOMPARE(meter.summary().attempts, 30 * 4 + 10 * 32);
}

void RunVerdictTest::whatIsAcceptedIsOfTheWholeRun()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    AttemptSample refused;
    refused.status = 429;
    const auto second = [&](int accepted, int refusals) {
        meter.admitted(clock.now());
        for (int i = 0; i < accepted; ++i)
            meter.attemptEnded({}, clock.now());
        for (int i = 0; i < refusals; ++i)
            meter.attemptEnded(refused, clock.now());
        clock.advance(1s);
        meter.left(clock.now());
        meter.endSecond(gauges());
    };
    for (int i = 0; i < 4; ++i)
        second(10, 0);
    second(0, 50);
    clock.advance(100s); // nobody asks anything meanwhile
    meter.endSecond(gauges());
    second(0, 50);
    const auto input = meter.stretch(1s);
    QCOMPARE(input.refused, 50);
    QCOMPARE(input.accepted, 40);
    QCOMPARE(input.tooMany, 100);
    QCOMPARE(input.acceptedPerSecond, 40.0 / 6);
}

void RunVerdictTest::aHostsLimitIsTheOneLastRead()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    auto reading = gauges();
    const auto second = [&](int limit) {
        reading.hosts = {{QStringLiteral("http://a"), 2, 5, 0, false, limit}};
        clock.advance(1s);
        meter.endSecond(reading);
        return meter.stretch(10s).hosts.front().ownLimit;
    };
    QCOMPARE(second(8), 8);
    QCOMPARE(second(2), 2);
    QCOMPARE(second(0), 0);

    // who refuses has it too, also when no more is heard of it
    RunMeter refused(&clock);
    AttemptSample sample;
    sample.status = 429;
    sample.host = HostKey::of(QUrl(QStringLiteral("http://a/")));
    refused.attemptEnded(sample, clock.now());
    reading.hosts = {{QStringLiteral("http://a"), 2, 5, 0, true, 1}};
    clock.advance(1s);
    refused.endSecond(reading);
    reading.hosts.clear();
    clock.advance(1s);
    refused.endSecond(reading);
    const auto hosts = refused.stretch(10s).hosts;
    QCOMPARE(hosts.size(), size_t(1));
    QCOMPARE(hosts.front().refused, 1);
    QCOMPARE(hosts.front().ownLimit, 1);
}

void RunVerdictTest::theVerdictIsOfTheBulkOfTheRun()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    auto reading = gauges();
    reading.limit = 2;
    reading.moreWaiting = true;
    const auto second = [&](int inFlight) {
        meter.gauge().enter(WaitReason::FirstByte, clock.now(), inFlight);
        for (int i = 0; i < inFlight; ++i)
            meter.admitted(clock.now());
        clock.advance(1s);
        for (int i = 0; i < inFlight; ++i) {
            meter.left(clock.now());
            meter.attemptEnded({}, clock.now());
        }
        meter.gauge().leave(WaitReason::FirstByte, clock.now(), inFlight);
        meter.endSecond(reading);
    };
    for (int i = 0; i < 10; ++i)
        second(2);
    reading.moreWaiting = false;
    reading.listEnded = true;
    for (int i = 0; i < 8; ++i)
        second(0);
    const auto verdict = meter.summary().verdict;
    QCOMPARE(verdict.limit, LimitField::InFlight); // full all the time, until the end
    QCOMPARE(verdict.perSecond, 2.0);
    for (int i = 0; i < 8; ++i)
        second(0);
    QVERIFY(meter.summary().verdict.perSecond < 1); // now the end is most of it
}

void RunVerdictTest::failuresAreCountedOfTheStretch()
{
    test::FakeClock clock;
    RunMeter meter(&clock);
    const auto second = [&](Outcome outcome) {
        AttemptSample sample;
        sample.outcome = outcome;
        for (int i = 0; i < 5; ++i)
            meter.attemptEnded(sample, clock.now());
        clock.advance(1s);
        meter.endSecond(gauges());
    };
    second(Outcome::Failed);
    second(Outcome::Failed);
    second(Outcome::Cancelled);
    second(Outcome::Succeeded);
    QCOMPARE(meter.stretch(10s).failed, 10);
    QCOMPARE(meter.stretch(3s).failed, 5);
    QCOMPARE(meter.stretch(1s).failed, 0);
}

static void answer(const test::FakeClock &clock, RunMeter &meter, const QString &host, Duration latency,
                   Outcome outcome = Outcome::Succeeded)
{
    AttemptSample sample;
    sample.host = HostKey{host};
    sample.latency = latency;
    sample.outcome = outcome;
    meter.attemptEnded(sample, clock.now());
}

void RunVerdictTest::aLineShowsInTheShortestAnswers()
{
    // four workers who take 100 ms each, eight at once
    const auto host = QStringLiteral("http://a");
    test::FakeClock clock;
    RunMeter meter(&clock);
    for (int round = 1; round <= 100; ++round) {
        clock.advance(100ms);
        for (int i = 0; i < 4; ++i)
            answer(clock, meter, host, round == 1 ? 100ms : 200ms);
        if (round > 1 && round % 20 == 0) // nothing was made for it, so it came at once
            answer(clock, meter, host, 1ms, Outcome::Failed);
        if (round % 10 == 0)
            meter.endSecond(gauges());
    }
    QCOMPARE(meter.stretch(10s).lineShare, 0.5);
    QCOMPARE(meter.stretch(1s).lineShare, 0.5);
    for (int i = 0; i < 389; ++i) { // of another, as many, which keeps its time
        clock.advance(50ms);
        answer(clock, meter, QStringLiteral("http://b"), 49ms);
    }
    QCOMPARE(meter.stretch(60s).lineShare, 0.25);
}

void RunVerdictTest::quickerKindsAreNoLine()
{
    const auto host = QStringLiteral("http://a");
    test::FakeClock clock;
    RunMeter meter(&clock);
    const std::array kinds{100ms, 800ms, 800ms, 400ms};
    for (int i = 0; i < 9; ++i) {
        clock.advance(1s);
        answer(clock, meter, host, kinds[static_cast<size_t>(i) % kinds.size()] * 2);
    }
    QCOMPARE(meter.stretch(10s).lineShare, 0.0); // too few to tell
    for (int i = 0; i < 40; ++i) {
        clock.advance(1s);
        answer(clock, meter, host, kinds[static_cast<size_t>(i) % kinds.size()] * 2);
    }
    QCOMPARE(meter.stretch(10s).lineShare, 0.0);
}

QTEST_APPLESS_MAIN(RunVerdictTest)
#include "tst_runverdict.moc"
