// A run over a real network whose server closes used connections at random.
#include "core/systemclock.h"
#include "fetch/fetcherfactory.h"
#include "processing/steprunner.h"
#include "scheduling/limiter.h"
#include "scheduling/scheduler.h"
#include "support/coroutinetest.h"
#include "support/echoserver.h"
#include "support/fakesource.h"

#include <QTest>

#include <random>
#include <set>

using namespace sluice;
using test::EchoServer;

class UnreliableServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void costsNoAttemptAndNoPermit();
};

void UnreliableServerTest::costsNoAttemptAndNoPermit()
{
    constexpr int jobs = 1000;
    EchoServer server;
    std::minstd_rand random(11);
    server.setFate([&random] {
        switch (random() % 4) {
        case 0:
            return EchoServer::Fate::Close;
        case 1:
            return EchoServer::Fate::Reset;
        default:
            return EchoServer::Fate::Answer;
        }
    });

    SystemClock clock;
    RandomSource chance{1};
    test::FakeSource source;
    for (int i = 0; i < jobs; ++i)
        source.add(server.url("/" + QByteArray::number(i)).toString());
    RunPlan plan;
    plan.limits.inFlight = 16;
    plan.limits.perHost = 16;
    plan.limits.retries = 0;
    const auto fetcher = makeFetcher(FetchEngine::Curl, &clock);
    Limiter limiter(&clock);
    limiter.setLimits(plan.limits);
    StepRunner steps(&clock, 1);
    QThreadPool disk;
    RunMeter meter(&clock);
    JobRunner runner({&clock, &chance, fetcher.get(), &limiter, &steps, &disk, &source, &meter}, plan);
    Scheduler scheduler(&clock, &source, &limiter, &runner);
    test::Watched<RunEnding> run(scheduler.run());
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30'000);

    QVERIFY(server.dropped().size() > jobs / 4);
    QCOMPARE(meter.summary().succeeded, jobs);
    QCOMPARE(source.records.size(), size_t(jobs)); // one attempt each
    std::set<JobId> recorded;
    for (const auto &record : source.records) {
        QCOMPARE(record.state, JobState::Succeeded);
        recorded.insert(record.job);
    }
    QCOMPARE(recorded.size(), size_t(jobs));
    QCOMPARE(server.requests().size(), size_t(jobs)); // answered once each
    QCOMPARE(limiter.inFlight(), 0);
}

QTEST_GUILESS_MAIN(UnreliableServerTest)
#include "tst_unreliableserver.moc"
