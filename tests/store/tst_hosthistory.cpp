// What a project remembers of its hosts.
#include "storefixture.h"

#include <SQLiteCpp/Database.h>

#include <QElapsedTimer>

#include <semaphore>
#include <thread>

using namespace sluice;
using namespace std::chrono_literals;
using test::someday;

class HostHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUpAllAttempts();
    void remembersAMoment();
    void whatIsAtWorkNowWasInFlightThen();
    void aFileFromElsewhereDoesNoHarm();
    void aProjectWithoutAttemptsHasNoHosts();
    void canBeInterrupted();
};

namespace {

AttemptRecord attemptOf(const Job &job, Duration begins, Duration took, Duration firstByte)
{
    auto record = test::ended(job, JobState::Succeeded);
    record.startedAt = someday + begins;
    record.took = took;
    record.waits.add(WaitReason::FirstByte, firstByte);
    record.waits.add(WaitReason::Body, took - firstByte);
    record.httpVersion = "2";
    return record;
}

std::map<QString, HostRow> hostsOf(const test::StoreFixture &project, std::optional<WallTime> at = {})
{
    const auto table = project.reader()->hosts(at);
    std::map<QString, HostRow> rows;
    if (table) {
        for (const auto &row : *table.value().rows)
            rows.emplace(row.host.name, row);
    }
    return rows;
}

const QString a = QStringLiteral("https://a.example");
const QString b = QStringLiteral("https://b.example");

} // namespace

void HostHistoryTest::addsUpAllAttempts()
{
    test::StoreFixture project;
    QCOMPARE(project.open(), QString());
    project.import({a + QStringLiteral("/1"), a + QStringLiteral("/2"), b + QStringLiteral("/1")});
    const auto jobs = project.claim(3).jobs;
    for (const auto &job : jobs) {
        auto record = attemptOf(job, 0s, 100ms, 80ms);
        record.reused = job.url.path() == QStringLiteral("/2");
        if (job.host.name == b) {
            record.state = JobState::Failed;
            record.error = Error{ErrorKind::TimeoutIdle, QStringLiteral("Nothing came.")};
        }
        project.record(record);
    }
    QVERIFY(project.flush());
    const auto rows = hostsOf(project);
    QCOMPARE(rows.size(), size_t(2));
    const auto &first = rows.at(a);
    QCOMPARE(first.attempts, 2);
    QCOMPARE(first.answered, 2);
    QCOMPARE(first.reused, 1);
    QCOMPARE(first.failed, 0);
    QCOMPARE(first.bytes, 2'000);
    QCOMPARE(first.inFlight, 0);
    QCOMPARE(first.httpVersion, QByteArray("2"));
    QCOMPARE(first.waits.of(WaitReason::FirstByte), 160ms);
    QVERIFY(first.firstByteP99 > 70ms && first.firstByteP99 < 91ms);
    QCOMPARE(rows.at(b).failed, 1);
    QCOMPARE(rows.at(b).of(ErrorKind::TimeoutIdle), 1);
}

void HostHistoryTest::remembersAMoment()
{
    test::StoreFixture project;
    QCOMPARE(project.open(), QString());
    QStringList urls;
    for (int i = 0; i < 40; ++i)
        urls.append(a + QStringLiteral("/%1").arg(i));
    project.import(urls);
    const auto jobs = project.claim(40).jobs;
    QCOMPARE(jobs.size(), size_t(40));
    for (size_t i = 0; i < jobs.size(); ++i) // one begins each second, and takes two and a half
        project.record(attemptOf(jobs[i], std::chrono::seconds(i), 2500ms, 1s));
    QVERIFY(project.flush());
    const auto row = hostsOf(project, someday + 20s).at(a);
    QCOMPARE(row.attempts, 18);   // began at 0 to 17
    QCOMPARE(row.inFlight, 3);    // began at 18, 19 and 20
    QCOMPARE(row.perSecond, 1.0); // ended at 10.5 to 19.5
    QCOMPARE(row.waits.total(), 18 * 2500ms);
    QVERIFY(hostsOf(project, someday - 1s).empty());
    QCOMPARE(hostsOf(project, someday + 100s).at(a).attempts, 40);
    QCOMPARE(hostsOf(project, someday + 100s).at(a).perSecond, 0.0);
}

void HostHistoryTest::whatIsAtWorkNowWasInFlightThen()
{
    test::StoreFixture project;
    QCOMPARE(project.open(), QString());
    project.import({a + QStringLiteral("/1"), a + QStringLiteral("/2"), b + QStringLiteral("/1")});
    const auto jobs = project.claim(3).jobs;
    project.record(attemptOf(jobs[0], 0s, 5s, 1s));
    for (const auto &job : {jobs[1], jobs[2]})
        project.store().markRunning(job.id, someday + 2s);
    QVERIFY(project.flush());
    QCOMPARE(hostsOf(project, someday + 1s).size(), size_t(1)); // nothing of b had begun
    const auto rows = hostsOf(project, someday + 3s);
    QCOMPARE(rows.size(), size_t(2));
    int inFlight = 0;
    for (const auto &[name, row] : rows)
        inFlight += row.inFlight;
    QCOMPARE(inFlight, 3);
    QCOMPARE(rows.at(b).inFlight, 1);
    QCOMPARE(rows.at(b).attempts, 0);
}

void HostHistoryTest::aFileFromElsewhereDoesNoHarm()
{
    test::StoreFixture project;
    QCOMPARE(project.open(), QString());
    project.import({a + QStringLiteral("/1"), b + QStringLiteral("/1")});
    for (const auto &job : project.claim(2).jobs)
        project.record(attemptOf(job, 0s, 100ms, 80ms));
    QVERIFY(project.flush());
    project.close();
    {
        SQLite::Database file(project.path().toStdString(), SQLite::OPEN_READWRITE);
        for (const auto *id : {"-5", "0", "1152921504606846976"})
            file.exec(std::string("INSERT INTO jobs (id, host_id, state, attempts, last_attempt, url) VALUES (") + id +
                      ", 1, 3, 1, 1, 'http://a/')");
        file.exec("UPDATE attempts SET state = 4000000000 WHERE job_id = 1");
        file.exec("UPDATE attempts SET state = -7 WHERE job_id = 2");
        file.exec("UPDATE jobs SET state = 77 WHERE id = 1");
        file.exec("UPDATE counts SET n = CASE state WHEN 3 THEN 1152921504606846976 ELSE 0 END");
        file.exec("INSERT INTO attempts (job_id, attempt, state, started_us, took_us, bytes) "
                  "VALUES (-5, 1, 3, 1, 1, 1), (1152921504606846976, 1, 3, 1, 1, 1)");
    }
    const auto rows = hostsOf(project);
    QCOMPARE(rows.size(), size_t(2));
    QCOMPARE(rows.at(a).attempts, 1);
    const auto counts = project.reader()->countsAsOf(someday + std::chrono::years(50));
    QVERIFY(counts);
    QCOMPARE(counts.value().total(), 3); // those whose state is one
    QCOMPARE(project.reader()->ids({}, {}).value().size(), size_t(5));
    QCOMPARE(project.row(1).state, JobState::Queued);
    const auto then = project.reader()->rowsAsOf({JobId(1), JobId(2)}, someday + 1h);
    QCOMPARE(then.value().at(0).state, JobState::Queued);
    QCOMPARE(then.value().at(1).state, JobState::Queued);
}

void HostHistoryTest::aProjectWithoutAttemptsHasNoHosts()
{
    test::StoreFixture project;
    QCOMPARE(project.open(), QString());
    QVERIFY(hostsOf(project).empty());
    project.import({a});
    QVERIFY(hostsOf(project).empty());
    QVERIFY(hostsOf(project, someday).empty());
}

void HostHistoryTest::canBeInterrupted()
{
    test::StoreFixture project;
    QCOMPARE(project.open(), QString());
    QStringList urls;
    for (int i = 0; i < 20'000; ++i)
        urls.append(QStringLiteral("https://h%1.example/").arg(i % 500));
    project.import(urls);
    int left = 20'000;
    while (left > 0) {
        const auto jobs = project.claim(5'000).jobs;
        QVERIFY(!jobs.empty());
        for (const auto &job : jobs)
            project.record(attemptOf(job, 0s, 100ms, 80ms));
        left -= static_cast<int>(jobs.size());
    }
    QVERIFY(project.flush());
    const auto reader = project.reader();
    QElapsedTimer timer;
    timer.start();
    const auto table = reader->hosts({});
    QVERIFY(table);
    QCOMPARE(table.value().rows->size(), size_t(500));
    qInfo("20,000 attempts of 500 hosts: %.1f ms", static_cast<double>(timer.nsecsElapsed()) / 1e6);

    std::atomic<bool> done = false;
    std::jthread other([&] {
        while (!done)
            reader->interrupt();
    });
    const auto interrupted = reader->hosts({});
    done = true;
    QVERIFY(interrupted.failed());
    QCOMPARE(interrupted.error().kind, ErrorKind::Internal);
    QVERIFY(interrupted.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(HostHistoryTest)
#include "tst_hosthistory.moc"
