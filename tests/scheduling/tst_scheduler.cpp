#include "scheduling/simulation.h"

#include <QTest>

#include <set>

using namespace sluice;
using namespace std::chrono_literals;
using test::failure;
using test::limits;
using test::reply;
using test::Simulation;

namespace {

QStringList eventsOf(const Simulation &simulation, int job)
{
    return simulation.source.events.filter(QRegularExpression(QStringLiteral("^%1 ").arg(job)));
}

} // namespace

class SchedulerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsEverythingOnce();
    void takesTheTimeTheLimitAllows_data();
    void takesTheTimeTheLimitAllows();
    void claimsWindowsNotLists();
    void retriesAndGivesUp();
    void everyEndingPassesTheDecision_data();
    void everyEndingPassesTheDecision();
    void retryAfterCoolsTheWholeHost();
    void drainFinishesWhatIsInFlight();
    void stopGivesEverythingBack();
    void pauseAdmitsNobody();
    void followsRedirectsUnderEachHostsLimit();
    void refusesTooManyRedirects();
    void drainsWhilePausedThoughAJobMovesOn();
    void waitsWhenTheSourceFails();
    void aSlowHostLeavesOthersAlone();
};

void SchedulerTest::runsEverythingOnce()
{
    Simulation simulation([](const FetchRequest &) { return reply(200, "x", 50ms); });
    simulation.addJobs(1000);
    QVERIFY(simulation.runToEnd());
    QCOMPARE(simulation.run->value(), RunEnding::Finished);
    QCOMPARE(simulation.fetcher.requested.size(), 1000);
    QCOMPARE(std::set(simulation.fetcher.requested.begin(), simulation.fetcher.requested.end()).size(), 1000u);
    QCOMPARE(eventsOf(simulation, 7), QStringList({QStringLiteral("7 running"), QStringLiteral("7 succeeded")}));
    QCOMPARE(simulation.meter.summary().succeeded, 1000);
    QCOMPARE(simulation.limiter.inFlight(), 0);
}

void SchedulerTest::takesTheTimeTheLimitAllows_data()
{
    QTest::addColumn<int>("jobs");
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("seconds");
    QTest::addRow("one at a time") << 10 << 1 << 10;
    QTest::addRow("three") << 10 << 3 << 4;
    QTest::addRow("ten") << 10 << 10 << 1;
    QTest::addRow("more than are claimed at once for a host") << 1000 << 1000 << 1;
}

void SchedulerTest::takesTheTimeTheLimitAllows()
{
    QFETCH(int, jobs);
    QFETCH(int, limit);
    QFETCH(int, seconds);
    Simulation simulation([](const FetchRequest &) { return reply(200, {}, 1s); }, limits(limit, limit));
    simulation.addJobs(jobs);
    const auto begun = simulation.clock.now();
    QVERIFY(simulation.runToEnd());
    const auto took = simulation.clock.now() - begun;
    QVERIFY(took >= std::chrono::seconds(seconds));
    QVERIFY(took <= std::chrono::seconds(seconds) + 200ms); // the simulation moves in steps of 10 ms
    QCOMPARE(simulation.fetcher.peak, limit);
}

void SchedulerTest::claimsWindowsNotLists()
{
    Simulation simulation([](const FetchRequest &) { return reply(200, {}, 10ms); }, limits(20, 20));
    simulation.addJobs(5000);
    QVERIFY(simulation.runToEnd());
    QVERIFY(simulation.source.mostLeased <= 256 + 20); // out of 5,000
    QCOMPARE(simulation.fetcher.peak, 20);
}

void SchedulerTest::retriesAndGivesUp()
{
    Simulation simulation([](const FetchRequest &request) {
        return request.url.path().endsWith(QLatin1Char('0')) ? reply(503) : reply(200);
    });
    simulation.addJobs(2);
    QVERIFY(simulation.runToEnd());
    QCOMPARE(eventsOf(simulation, 1),
             QStringList({QStringLiteral("1 running"), QStringLiteral("1 retrying"), QStringLiteral("1 running"),
                          QStringLiteral("1 retrying"), QStringLiteral("1 running"), QStringLiteral("1 failed")}));
    QCOMPARE(simulation.source.records.back().attempt, 3);
    QCOMPARE(simulation.source.records.back().error->kind, ErrorKind::HttpStatus);
    QCOMPARE(simulation.meter.summary().failed, 1);
    QCOMPARE(simulation.meter.summary().attempts, 4);
}

void SchedulerTest::everyEndingPassesTheDecision_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("attempts");
    for (const int status : {404, 410, 401, 304})
        QTest::addRow("status %d", status) << status << -1 << 1;
    for (const int status : {408, 425, 429, 500, 502, 503, 504})
        QTest::addRow("status %d", status) << status << -1 << 3;
    for (const auto kind : {ErrorKind::Tls, ErrorKind::Size, ErrorKind::Internal})
        QTest::addRow("%s", qPrintable(errorKindName(kind))) << 0 << static_cast<int>(kind) << 1;
    for (const auto kind : {ErrorKind::Dns, ErrorKind::Connect, ErrorKind::Protocol, ErrorKind::TimeoutConnect,
                            ErrorKind::TimeoutFirstByte, ErrorKind::TimeoutIdle, ErrorKind::TimeoutAttempt})
        QTest::addRow("%s", qPrintable(errorKindName(kind))) << 0 << static_cast<int>(kind) << 3;
}

void SchedulerTest::everyEndingPassesTheDecision()
{
    QFETCH(int, status);
    QFETCH(int, kind);
    QFETCH(int, attempts);
    Simulation simulation([status, kind](const FetchRequest &) {
        return kind < 0 ? reply(status) : failure(static_cast<ErrorKind>(kind));
    });
    simulation.addJobs(1);
    QVERIFY(simulation.runToEnd(100ms));
    QCOMPARE(simulation.fetcher.requested.size(), attempts);
    QCOMPARE(simulation.source.records.back().state, JobState::Failed);
}

void SchedulerTest::retryAfterCoolsTheWholeHost()
{
    bool first = true;
    TimePoint nextOfHost{};
    Simulation *running = nullptr;
    Simulation simulation(
        [&](const FetchRequest &request) {
            if (request.url.host() != QLatin1StringView("busy.example"))
                return reply(200, {}, 10ms);
            if (!first) {
                if (nextOfHost == TimePoint())
                    nextOfHost = running->clock.now();
                return reply(200, {}, 10ms);
            }
            first = false;
            auto answer = reply(429, {}, 10ms);
            answer.report.response.headers = "Retry-After: 30\r\n";
            return answer;
        },
        limits(10, 1));
    running = &simulation;
    simulation.addJobs(5, QStringLiteral("http://busy.example/"));
    simulation.addJobs(5, QStringLiteral("http://free.example/"));
    const auto begun = simulation.clock.now();
    QVERIFY(simulation.runToEnd());
    QVERIFY(nextOfHost - begun >= 30s);
    QVERIFY(nextOfHost - begun < 31s);
    QCOMPARE(simulation.meter.summary().succeeded, 10);
}

void SchedulerTest::drainFinishesWhatIsInFlight()
{
    Simulation simulation([](const FetchRequest &) { return reply(200, {}, 1s); }, limits(4, 4));
    simulation.addJobs(100);
    simulation.run.emplace(simulation.scheduler.run());
    QVERIFY(!simulation.goOn(10ms, 20));
    simulation.scheduler.drain();
    QVERIFY(simulation.goOn());
    QCOMPARE(simulation.run->value(), RunEnding::Stopped);
    QCOMPARE(simulation.source.records.size(), 4u);
    QCOMPARE(simulation.source.ready(), 96u);
    QVERIFY(simulation.source.leased.empty());
}

void SchedulerTest::stopGivesEverythingBack()
{
    Simulation simulation([](const FetchRequest &) { return reply(200, {}, 1s); }, limits(4, 4));
    simulation.addJobs(100);
    simulation.run.emplace(simulation.scheduler.run());
    QVERIFY(!simulation.goOn(10ms, 20));
    simulation.scheduler.stop();
    test::settle();
    QVERIFY(simulation.run->ends());
    QCOMPARE(simulation.run->value(), RunEnding::Stopped);
    QVERIFY(simulation.source.records.empty());
    QCOMPARE(simulation.source.ready(), 100u);
    QCOMPARE(simulation.limiter.inFlight(), 0);
}

void SchedulerTest::pauseAdmitsNobody()
{
    Simulation simulation([](const FetchRequest &) { return reply(200, {}, 100ms); }, limits(2, 2));
    simulation.addJobs(20);
    simulation.run.emplace(simulation.scheduler.run());
    QVERIFY(!simulation.goOn(10ms, 15));
    simulation.limiter.setAdmitting(false);
    QVERIFY(!simulation.goOn(10ms, 100));
    const auto requested = simulation.fetcher.requested.size();
    QVERIFY(!simulation.goOn(10ms, 100));
    QCOMPARE(simulation.fetcher.requested.size(), requested);
    simulation.limiter.setAdmitting(true);
    QVERIFY(simulation.goOn());
    QCOMPARE(simulation.meter.summary().succeeded, 20);
}

void SchedulerTest::followsRedirectsUnderEachHostsLimit()
{
    Simulation simulation(
        [](const FetchRequest &request) {
            if (request.url.host() == QLatin1StringView("a.example")) {
                auto answer = reply(302, {}, 10ms);
                answer.report.response.headers = "Location: http://b.example" + request.url.path().toUtf8() + "\r\n";
                return answer;
            }
            return reply(200, {}, 10ms);
        },
        limits(8, 2));
    simulation.addJobs(30);
    QVERIFY(simulation.runToEnd());
    QCOMPARE(simulation.meter.summary().succeeded, 30);
    QCOMPARE(simulation.fetcher.requested.size(), 60);
    QVERIFY(simulation.fetcher.peak <= 4); // two on each of the two hosts
    QCOMPARE(simulation.source.records.front().finalUrl.left(16), QStringLiteral("http://b.example"));
}

void SchedulerTest::refusesTooManyRedirects()
{
    Simulation simulation(
        [](const FetchRequest &request) {
            auto answer = reply(302);
            answer.report.response.headers = "Location: " + request.url.path().toUtf8() + "x" + "\r\n";
            return answer;
        },
        limits(8, 2, 0));
    simulation.addJobs(1);
    QVERIFY(simulation.runToEnd());
    QCOMPARE(simulation.fetcher.requested.size(), 11);
    QCOMPARE(simulation.source.records.back().error->kind, ErrorKind::Protocol);
}

void SchedulerTest::drainsWhilePausedThoughAJobMovesOn()
{
    Simulation simulation([](const FetchRequest &request) {
        if (request.url.host() != QLatin1StringView("a.example"))
            return reply(200, {}, 10ms);
        auto answer = reply(302, {}, 100ms);
        answer.report.response.headers = "Location: http://b.example/\r\n";
        return answer;
    });
    simulation.addJobs(1);
    simulation.run.emplace(simulation.scheduler.run());
    QVERIFY(!simulation.goOn(10ms, 5));
    simulation.limiter.setAdmitting(false); // paused
    simulation.scheduler.drain();
    simulation.limiter.setAdmitting(true); // as the session does when it drains
    QVERIFY(simulation.goOn());
    QCOMPARE(simulation.meter.summary().succeeded, 1);
}

void SchedulerTest::waitsWhenTheSourceFails()
{
    Simulation simulation([](const FetchRequest &) { return reply(200, {}, 10ms); });
    simulation.addJobs(5);
    simulation.source.failing = true;
    QStringList troubles;
    simulation.scheduler.setTroubleListener([&troubles](const Error &error) { troubles.append(error.message); });
    simulation.run.emplace(simulation.scheduler.run());
    QVERIFY(!simulation.goOn(10ms, 100));
    QCOMPARE(troubles.size(), 1);
    simulation.source.failing = false;
    simulation.scheduler.nudge();
    QVERIFY(simulation.goOn());
    QCOMPARE(simulation.run->value(), RunEnding::Finished);
    QCOMPARE(simulation.meter.summary().succeeded, 5);
}

void SchedulerTest::aSlowHostLeavesOthersAlone()
{
    Simulation simulation(
        [](const FetchRequest &request) {
            return reply(200, {},
                         request.url.host() == QLatin1StringView("slow.example") ? Duration(60s) : Duration(10ms));
        },
        limits(10, 4));
    simulation.addJobs(2000, QStringLiteral("http://slow.example/"));
    simulation.addJobs(500, QStringLiteral("http://quick.example/"));
    simulation.run.emplace(simulation.scheduler.run());
    QVERIFY(!simulation.goOn(10ms, 500)); // five seconds: not one slow job has ended
    QCOMPARE(simulation.meter.summary().succeeded, 500);
    simulation.scheduler.stop();
    QVERIFY(simulation.run->ends());
}

QTEST_GUILESS_MAIN(SchedulerTest)
#include "tst_scheduler.moc"
