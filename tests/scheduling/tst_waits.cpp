// What jobs are said to have waited for.
#include "core/waitjson.h"
#include "scheduling/simulation.h"

#include <QTest>

#include <map>

using namespace sluice;
using namespace std::chrono_literals;
using test::failure;
using test::limits;
using test::reply;
using test::ScriptedReply;
using test::Simulation;

class WaitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAJobSpentAddsUpToItsLife();
    void secondsAddUpToTheSame();
};

namespace {

/// Slow, failing, asking for patience and moving on: a bit of everything.
ScriptedReply mixed(const FetchRequest &request)
{
    const auto path = request.url.path();
    if (request.url.host() == u"b.example")
        return reply(200, "moved here", 30ms);
    if (path.endsWith(u'3')) {
        auto moved = reply(302, {}, 20ms);
        moved.report.response.headers = "Location: http://b.example/x\r\n";
        return moved;
    }
    if (path.endsWith(u'5'))
        return failure(ErrorKind::Connect, 10ms);
    if (path.endsWith(u'7')) {
        auto patience = reply(429, {}, 5ms);
        patience.report.response.headers = "Retry-After: 2\r\n";
        return patience;
    }
    return reply(200, "x", 50ms);
}

} // namespace

void WaitsTest::whatAJobSpentAddsUpToItsLife()
{
    auto profile = limits(8, 4);
    profile.ratePerSecond = 200;
    Simulation simulation(mixed, profile);
    simulation.addJobs(100);
    std::vector<std::pair<AttemptRecord, WallTime>> ends; // by the clock, not by what was booked
    simulation.runner.setListener(
        [&](const AttemptRecord &record) { ends.emplace_back(record, simulation.clock.wallNow()); });
    QVERIFY(simulation.runToEnd(1ms, 1'000'000));
    QVERIFY(ends.size() > 100);
    std::map<JobId, WallTime> begun; // its life: the first claim, then the end of the attempt before
    WaitTimes all;
    for (const auto &[record, ended] : ends) {
        const auto waits = record.waits;
        if (!begun.contains(record.job) && record.attempt == 1)
            begun[record.job] = simulation.source.firstClaimedAt[record.job];
        const auto life = std::chrono::duration_cast<Duration>(ended - begun[record.job]);
        QVERIFY2(std::abs((waits.total() - life).count()) <= 1000, inMicroseconds(record.waits).constData());
        begun[record.job] = ended;
        all += waits;
    }
    for (const auto reason : {WaitReason::Backoff, WaitReason::RetryAfter, WaitReason::GlobalSlot, WaitReason::HostSlot,
                              WaitReason::Rate, WaitReason::FirstByte})
        QVERIFY2(all.of(reason) > Duration(1ms), waitReasonName(reason).data());
}

void WaitsTest::secondsAddUpToTheSame()
{
    Simulation simulation(mixed, limits(8, 4));
    simulation.addJobs(100);
    simulation.run.emplace(simulation.scheduler.run());
    WaitTimes inSeconds;
    const auto endSecond = [&] {
        GaugeReading reading;
        reading.waited = simulation.limiter.waited();
        reading.retrying = static_cast<qint64>(simulation.source.retrying());
        inSeconds += simulation.meter.endSecond(reading).waits;
    };
    for (int ms = 0; ms < 100'000 && !simulation.run->hasEnded(); ++ms) {
        test::settle();
        simulation.clock.advance(1ms);
        if (ms % 1000 == 999)
            endSecond();
    }
    QVERIFY(simulation.run->hasEnded());
    endSecond();
    WaitTimes ofJobs;
    for (const auto &record : simulation.source.records)
        ofJobs += record.waits;
    for (const auto reason :
         {WaitReason::HostSlot, WaitReason::RetryAfter, WaitReason::Backoff, WaitReason::FirstByte}) {
        const auto apart = std::abs((inSeconds.of(reason) - ofJobs.of(reason)).count());
        QVERIFY2(apart <= ofJobs.of(reason).count() / 20 + 20'000, qPrintable(QStringLiteral("%1: %2 and %3 us")
                                                                                  .arg(waitReasonName(reason))
                                                                                  .arg(inSeconds.of(reason).count())
                                                                                  .arg(ofJobs.of(reason).count())));
    }
}

QTEST_GUILESS_MAIN(WaitsTest)
#include "tst_waits.moc"
