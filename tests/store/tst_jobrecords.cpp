// What becomes of jobs: recorded attempts, wishes of a person, and counts that always add up.
#include "storefixture.h"

#include <QJsonDocument>
#include <QtTest>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <random>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

class JobRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void storesAllOfAnAttempt();
    void storesTheSameAttemptOnce();
    void refusesIllegalMoves();
    void writesRunningOnlyWhenItLasts();
    void numbersAttemptsThroughRequeueing();
    void leavesBegunJobsAlone();
    void cancels();
    void abandonedImportVanishes();
    void oneImportAtATime();
    void badAddressInAnImport();
    void countsAddUp();

private:
    StateCounts counted() const;

    std::unique_ptr<StoreFixture> m_project;
};

void JobRecordsTest::init()
{
    m_project = std::make_unique<StoreFixture>();
    QCOMPARE(m_project->open(), QString());
}

StateCounts JobRecordsTest::counted() const
{
    StateCounts counts;
    SQLite::Database database(m_project->path().toStdString());
    SQLite::Statement query(database, "SELECT state, COUNT(*) FROM jobs GROUP BY state");
    while (query.executeStep())
        counts.byState[static_cast<size_t>(query.getColumn(0).getInt())] = query.getColumn(1).getInt64();
    return counts;
}

void JobRecordsTest::storesAllOfAnAttempt()
{
    m_project->import({{QUrl(QStringLiteral("http://a/1")), {{QStringLiteral("title"), QStringLiteral("One")}}}},
                      {QStringLiteral("title")});
    const auto job = m_project->claim(1).jobs[0];
    m_project->end(job, JobState::Retrying);
    auto record = ended(m_project->claim(1, 11s).jobs[0], JobState::Succeeded);
    record.startedAt = someday + 11s;
    record.finalUrl = QStringLiteral("http://a/moved");
    record.contentType = QStringLiteral("image/jpeg");
    record.path = QStringLiteral("/out/1.jpg");
    record.columns = {{QStringLiteral("sha256"), QStringLiteral("ab12")}, {QStringLiteral("width"), 640}};
    record.waits.add(WaitReason::FirstByte, 20ms);
    record.reused = true;
    record.httpVersion = "2";
    record.headers = "Content-Type: image/jpeg\r\nX-Odd: \xe4\r\n";
    m_project->record(record);
    QVERIFY(m_project->flush());

    const auto detail = m_project->reader()->detail(job.id).value();
    QCOMPARE(detail.row.state, JobState::Succeeded);
    QCOMPARE(detail.row.status, 200);
    QCOMPARE(detail.row.attempts, 2);
    QCOMPARE(detail.row.bytes, 1000);
    QCOMPARE(detail.row.took, Duration(20ms));
    QCOMPARE(detail.row.startedAt, std::optional(someday + 11s));
    QVERIFY(!detail.row.dueAt);
    QCOMPARE(detail.row.finalUrl, record.finalUrl);
    QCOMPARE(detail.row.contentType, record.contentType);
    QVERIFY(!detail.row.errorKind); // of the attempt before
    QCOMPARE(detail.row.error, QString());
    QCOMPARE(detail.row.path, record.path);
    QCOMPARE(detail.row.columns, record.columns);
    QCOMPARE(detail.row.extra[QStringLiteral("title")].toString(), QStringLiteral("One"));
    QCOMPARE(detail.attempts.size(), size_t(2));
    QCOMPARE(detail.attempts[0].attempt, 1);
    QCOMPARE(detail.attempts[0].status, 503);
    QCOMPARE(detail.attempts[0].errorKind, std::optional(ErrorKind::HttpStatus));
    QCOMPARE(detail.attempts[0].error, QStringLiteral("503 from the server"));
    QCOMPARE(detail.attempts[1].headers, record.headers);
    QVERIFY(detail.attempts[1].reused);
    QVERIFY(!detail.attempts[0].reused);
    QCOMPARE(detail.attempts[1].httpVersion, record.httpVersion);
    QCOMPARE(detail.attempts[1].waits.of(WaitReason::FirstByte), Duration(20ms));
    QCOMPARE(m_project->reader()->resultColumns().value(),
             (QStringList{QStringLiteral("sha256"), QStringLiteral("width")}));
    QCOMPARE(m_project->reader()->extraColumns().value(), QStringList{QStringLiteral("title")});
}

void JobRecordsTest::storesTheSameAttemptOnce()
{
    m_project->import(pages(QStringLiteral("a"), 2));
    const auto job = m_project->claim(1).jobs[0];
    const auto record = ended(job, JobState::Succeeded);
    m_project->record(record);
    m_project->record(record); // in one batch
    QVERIFY(m_project->flush());
    auto late = record;
    late.state = JobState::Failed;
    m_project->record(late); // and in another
    QVERIFY(m_project->flush());
    QCOMPARE(m_project->store().counts(), (StateCounts{{1, 0, 0, 1, 0, 0}}));
    QCOMPARE(m_project->row(1).attempts, 1);
    QCOMPARE(m_project->reader()->detail(job.id).value().attempts.size(), size_t(1));
    m_project->reopen();
    m_project->record(record); // and after a crash
    QVERIFY(m_project->flush());
    QCOMPARE(m_project->row(1).attempts, 1);
}

void JobRecordsTest::refusesIllegalMoves()
{
    m_project->import(pages(QStringLiteral("a"), 1));
    const auto job = m_project->claim(1).jobs[0];
    m_project->end(job, JobState::Succeeded);
    auto second = ended(job, JobState::Failed);
    second.attempt = 2;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("attempt 2 of job 1 not stored")));
    m_project->record(second);
    auto unknown = second;
    unknown.job = JobId(99);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("job 99 not stored")));
    m_project->record(unknown);
    QVERIFY(m_project->flush());
    QCOMPARE(m_project->row(1).state, JobState::Succeeded);
    QCOMPARE(m_project->store().counts().total(), 1);
}

void JobRecordsTest::writesRunningOnlyWhenItLasts()
{
    m_project->import(pages(QStringLiteral("a"), 2));
    const auto jobs = m_project->claim(2).jobs;
    m_project->store().markRunning(jobs[0].id, someday);
    m_project->store().markRunning(jobs[1].id, someday + 1s);
    m_project->end(jobs[0], JobState::Succeeded);
    QVERIFY(m_project->flush());
    QCOMPARE(m_project->store().counts(), (StateCounts{{0, 1, 0, 1, 0, 0}}));
    QCOMPARE(m_project->row(1).state, JobState::Succeeded);
    QCOMPARE(m_project->row(2).state, JobState::Running);
    QCOMPARE(m_project->row(2).startedAt, std::optional(someday + 1s));
    m_project->end(jobs[1], JobState::Failed);
    QTRY_COMPARE_WITH_TIMEOUT(m_project->row(2).state, JobState::Failed, 5000); // nobody flushes
    QCOMPARE(m_project->store().backlog(), 0);
}

void JobRecordsTest::numbersAttemptsThroughRequeueing()
{
    m_project->import(pages(QStringLiteral("a"), 3));
    const auto jobs = m_project->claim(3).jobs;
    m_project->end(jobs[0], JobState::Failed);
    m_project->end(jobs[1], JobState::Succeeded);
    m_project->end(jobs[2], JobState::Retrying);
    JobFilter failed;
    failed.states = {JobState::Failed};
    QCOMPARE(m_project->store().requeue(failed).value(), 1);
    QCOMPARE(m_project->store().counts(), (StateCounts{{1, 0, 1, 1, 0, 0}}));
    auto row = m_project->row(1);
    QCOMPARE(row.state, JobState::Queued);
    QCOMPARE(row.attempts, 0);
    QCOMPARE(row.status, 0);
    QCOMPARE(row.bytes, -1);
    QCOMPARE(row.took, Duration(-1));
    QCOMPARE(row.error, QString());
    QVERIFY(!row.startedAt && !row.errorKind);

    const auto again = m_project->claim(1).jobs[0];
    QCOMPARE(again.id, JobId(1));
    QCOMPARE(again.attempts, 0);
    QCOMPARE(again.lastAttempt, 1);
    m_project->end(again, JobState::Succeeded);
    QVERIFY(m_project->flush());
    QCOMPARE(m_project->row(1).attempts, 1);
    QCOMPARE(m_project->reader()->detail(JobId(1)).value().attempts.back().attempt, 2);
    QCOMPARE(m_project->store().requeue({}).value(), 3); // all finished, and the retrying one at once
    QCOMPARE(m_project->claim(9).jobs.size(), size_t(3));
}

void JobRecordsTest::leavesBegunJobsAlone()
{
    m_project->import(pages(QStringLiteral("a"), 4));
    const auto jobs = m_project->claim(3).jobs;
    m_project->end(jobs[0], JobState::Retrying);
    m_project->store().markRunning(jobs[1].id, someday);
    QVERIFY(m_project->flush());
    const auto retry = m_project->claim(1, 11s).jobs[0];
    QCOMPARE(retry.id, JobId(1));
    for (const auto &job : {retry, jobs[1], jobs[2]})
        QVERIFY(m_project->store().mayBegin(job.id));
    QCOMPARE(m_project->store().requeue({}).value(), 0);
    QCOMPARE(m_project->store().cancelJobs({}).value(), 1); // only the one that is not out
    QCOMPARE(m_project->row(4).state, JobState::Cancelled);
    for (const auto &job : {retry, jobs[1], jobs[2]})
        m_project->end(job, JobState::Succeeded);
    QVERIFY(m_project->flush());
    QCOMPARE(m_project->store().counts(), (StateCounts{{0, 0, 0, 3, 0, 1}}));
}

void JobRecordsTest::cancels()
{
    m_project->import(pages(QStringLiteral("a"), 2) + pages(QStringLiteral("b"), 2));
    m_project->end(m_project->claim(1).jobs[0], JobState::Retrying);
    JobFilter host;
    host.hosts = {QStringLiteral("http://a")};
    QCOMPARE(m_project->store().cancelJobs(host).value(), 2);
    QVERIFY(!m_project->row(1).dueAt);
    QCOMPARE(m_project->store().cancelJobs(host).value(), 0);
    QCOMPARE(numbers(m_project->claim(9, 99s).jobs), (std::vector<qint64>{3, 4}));
    JobFilter some;
    some.ids = {JobId(2), JobId(77)};
    QCOMPARE(m_project->store().requeue(some).value(), 1);
    QCOMPARE(numbers(m_project->claim(9).jobs), std::vector<qint64>{2});
}

void JobRecordsTest::abandonedImportVanishes()
{
    m_project->import(pages(QStringLiteral("a"), 2));
    auto &store = m_project->store();
    QVERIFY(store.beginImport(QStringLiteral("x")));
    QVERIFY(store.addJobs({{QUrl(QStringLiteral("http://b/1")), {}}}));
    QCOMPARE(m_project->reader()->ids({}, {}).value().size(), size_t(2));
    store.abandonImport();
    QCOMPARE(store.counts().total(), 2);
    QCOMPARE(counted(), store.counts());
    QVERIFY(store.beginImport(QStringLiteral("y")));
    QVERIFY(store.addJobs({{QUrl(QStringLiteral("http://c/1")), {}}}));
    m_project->reopen(); // without finishing: as if the process had died
    QCOMPARE(m_project->store().counts().total(), 2);
    QCOMPARE(counted(), m_project->store().counts());
    m_project->import(pages(QStringLiteral("d"), 1));
    QCOMPARE(m_project->row(3).url, QStringLiteral("http://d/1"));
}

void JobRecordsTest::oneImportAtATime()
{
    auto &store = m_project->store();
    QVERIFY(store.beginImport(QStringLiteral("x")));
    QVERIFY(store.beginImport(QStringLiteral("y")).failed());
    QVERIFY(store.finishImport({}));
    QVERIFY(store.finishImport({}).failed());
    QVERIFY(store.addJobs({{QUrl(QStringLiteral("http://a/1")), {}}})); // noticed by the writer
    QVERIFY(store.finishImport({}).failed());
    QCOMPARE(store.counts().total(), 0);
}

void JobRecordsTest::badAddressInAnImport()
{
    auto &store = m_project->store();
    for (const auto &bad : {QStringLiteral("no address"), QStringLiteral("http://"), QString()}) {
        QVERIFY(store.beginImport(QStringLiteral("x")));
        const auto added = store.addJobs({{QUrl(QStringLiteral("http://a/1")), {}}, {QUrl(bad), {}}});
        QVERIFY(added.failed());
        QCOMPARE(added.error().kind, ErrorKind::Input);
        store.abandonImport();
    }
    QCOMPARE(store.counts().total(), 0);
}

void JobRecordsTest::countsAddUp()
{
    std::mt19937 chance(20260101);
    const auto pick = [&chance](int below) {
        return std::uniform_int_distribution<>(0, below - 1)(chance);
    };
    constexpr std::array ends{JobState::Succeeded, JobState::Failed, JobState::Retrying, JobState::Cancelled};
    std::vector<Job> out;
    int imported = 0;
    for (int round = 0; round < 400; ++round) {
        auto &store = m_project->store();
        const auto some = [&] {
            JobFilter filter;
            filter.states = {allJobStates[size_t(pick(6))]};
            if (pick(2))
                filter.hosts = {QStringLiteral("http://h%1").arg(pick(5))};
            return filter;
        };
        switch (pick(9)) {
        case 0:
            m_project->import(pages(QStringLiteral("h%1").arg(pick(5)), 1 + pick(20)));
            break;
        case 1:
            QVERIFY(store.requeue(some()));
            break;
        case 2:
            QVERIFY(store.cancelJobs(some()));
            break;
        case 3:
            if (pick(10) == 0) {
                m_project->reopen();
                out.clear();
            }
            break;
        case 4:
        case 5:
            for (auto &job : m_project->claim(1 + pick(15), std::chrono::seconds(pick(20))).jobs)
                out.push_back(std::move(job));
            break;
        default:
            for (int count = pick(10); count > 0 && !out.empty(); --count) {
                std::swap(out[size_t(pick(int(out.size())))], out.back());
                const auto what = pick(7);
                if (what != 5 && !store.mayBegin(out.back().id)) {
                    out.pop_back(); // taken back by case 1 or 2
                    continue;
                }
                if (what < 4 && pick(2))
                    store.markRunning(out.back().id, someday);
                if (what == 6) {
                    store.markRunning(out.back().id, someday);
                    continue; // and goes on
                }
                if (what == 5)
                    store.release(out.back().id);
                else
                    m_project->end(out.back(), ends[size_t(pick(4))]);
                out.pop_back();
            }
        }
        if (pick(4) == 0) {
            QVERIFY(m_project->flush());
            QCOMPARE(m_project->store().counts(), counted());
            QCOMPARE(m_project->reader()->counts().value(), counted());
        }
        imported = int(m_project->store().counts().total());
    }
    QVERIFY(imported > 100);
}

QTEST_GUILESS_MAIN(JobRecordsTest)
#include "tst_jobrecords.moc"
