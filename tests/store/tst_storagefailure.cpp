// A disk that takes no more: a limit on the size of files stands for it, so that real writes really fail.
#include "storefixture.h"

#include <QtTest>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <csignal>
#include <future>
#include <sys/resource.h>

using namespace sluice;
using namespace sluice::test;

class StorageFailureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGXFSZ, SIG_IGN); } // write() then answers EFBIG
    void init();
    void cleanup();

    void holdsBackWhoIsTooFast();
    void keepsEverythingUntilThereIsRoom();
    void saysSoEachTime();
    void failsWhoAsksMeanwhile();
    void cancellingEndsTheWait();
    void importFailsAndLeavesNothing();
    void closingWithoutRoomRepeatsTheJobs();
    void whatACancelThatFailsTookBackIsGivenOutAgain();
    void anUndoThatFailsCanBeRepeated();
    void aChangeThatFailsIsNotRemembered();

private:
    void fillDisk() { limitFiles(8192); }
    void makeRoom() { limitFiles(RLIM_INFINITY); }
    static void limitFiles(rlim_t size)
    {
        rlimit limit{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &limit), 0);
        limit.rlim_cur = size;
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &limit), 0);
    }
    Result<BulkChange> change(BulkAct act, const JobFilter &filter);
    Result<BulkUndo> undo(qint64 change);
    void listen();
    void endAll(const std::vector<Job> &jobs);

    std::unique_ptr<StoreFixture> m_project;
    QStringList m_failures;
    int m_recoveries = 0;
};

void StorageFailureTest::init()
{
    m_project = std::make_unique<StoreFixture>();
    QCOMPARE(m_project->open(), QString());
    m_project->import(pages(QStringLiteral("a"), 200));
    listen();
}

void StorageFailureTest::listen()
{
    m_failures.clear();
    m_recoveries = 0;
    connect(&m_project->store(), &ProjectStore::storageFailed, this,
            [this](const QString &reason) { m_failures.append(reason); });
    connect(&m_project->store(), &ProjectStore::storageRecovered, this, [this] { ++m_recoveries; });
}

void StorageFailureTest::cleanup()
{
    makeRoom();
    m_project.reset();
    QCoreApplication::processEvents(); // what was queued for this
}

static QCoro::Task<> countWhenStored(ProjectStore *store, AttemptRecord record, CancelToken token, int *stored)
{
    co_await store->record(std::move(record), token);
    ++*stored;
}

void StorageFailureTest::endAll(const std::vector<Job> &jobs)
{
    int stored = 0;
    for (const auto &job : jobs) {
        m_project->store().markRunning(job.id, someday);
        countWhenStored(&m_project->store(), ended(job, JobState::Succeeded), {}, &stored);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_failures.isEmpty() || stored == int(jobs.size()), 10'000);
}

void StorageFailureTest::holdsBackWhoIsTooFast()
{
    constexpr int many = 20'100; // the line is 20,000 long
    m_project->import(pages(QStringLiteral("b"), many));
    const auto jobs = m_project->claim(many).jobs;
    QCOMPARE(jobs.size(), size_t(many));
    int stored = 0;
    {
        SQLite::Database other(m_project->path().toStdString(), SQLite::OPEN_READWRITE);
        const SQLite::Transaction writing(other, SQLite::TransactionBehavior::IMMEDIATE);
        for (const auto &job : jobs)
            countWhenStored(&m_project->store(), ended(job, JobState::Succeeded), {}, &stored);
        QCOMPARE(m_project->store().backlog(), many);
        QCOMPARE(stored, 20'000);
    }
    QTRY_COMPARE_WITH_TIMEOUT(stored, many, 20'000);
    QVERIFY(m_project->flush());
    QVERIFY(m_failures.isEmpty());
    QCOMPARE(m_project->reader()->counts().value().of(JobState::Succeeded), many);
}

void StorageFailureTest::keepsEverythingUntilThereIsRoom()
{
    const auto jobs = m_project->claim(100).jobs;
    fillDisk();
    for (const auto &job : jobs)
        m_project->store().markRunning(job.id, someday);
    int stored = 0;
    countWhenStored(&m_project->store(), ended(jobs[0], JobState::Retrying), {}, &stored);
    QCOMPARE(stored, 1); // not known yet
    QTRY_COMPARE_WITH_TIMEOUT(m_failures.size(), 1, 10'000);
    QVERIFY2(m_failures[0].contains(QStringLiteral("list.sluice")), qUtf8Printable(m_failures[0]));
    for (size_t at = 1; at < jobs.size(); ++at)
        countWhenStored(&m_project->store(), ended(jobs[at], JobState::Succeeded), {}, &stored);
    QTest::qWait(0);
    QCOMPARE(stored, 1); // the others wait, and so does whoever runs them
    QCOMPARE(m_project->store().backlog(), 100);
    QCOMPARE(m_project->store().counts().of(JobState::Succeeded), 0);
    QCOMPARE(m_project->reader()->counts().value().of(JobState::Queued), 200);

    makeRoom();
    m_project->store().retryWrites();
    QTRY_COMPARE_WITH_TIMEOUT(stored, 100, 10'000);
    QCOMPARE(m_recoveries, 1);
    QCOMPARE(m_failures.size(), 1);
    QVERIFY(m_project->flush());
    QCOMPARE(m_project->store().backlog(), 0);
    QCOMPARE(m_project->reader()->counts().value(), (StateCounts{{100, 0, 1, 99, 0, 0}}));
    QCOMPARE(m_project->store().counts(), m_project->reader()->counts().value());
    // Leases are as they should be: what is out stays out, what came back is given out once.
    QCOMPARE(m_project->claim(300, std::chrono::hours(1)).jobs.size(), size_t(101));
}

void StorageFailureTest::saysSoEachTime()
{
    const auto jobs = m_project->claim(1).jobs;
    fillDisk();
    endAll(jobs);
    QTRY_COMPARE_WITH_TIMEOUT(m_failures.size(), 1, 10'000);
    m_project->store().retryWrites();
    QTRY_COMPARE_WITH_TIMEOUT(m_failures.size(), 2, 10'000);
    makeRoom();
    m_project->store().retryWrites();
    QTRY_COMPARE_WITH_TIMEOUT(m_recoveries, 1, 10'000);
    QVERIFY(m_project->flush());
    QCOMPARE(m_project->row(1).state, JobState::Succeeded);
}

void StorageFailureTest::failsWhoAsksMeanwhile()
{
    const auto jobs = m_project->claim(1).jobs;
    fillDisk();
    endAll(jobs);
    QTRY_COMPARE_WITH_TIMEOUT(m_failures.size(), 1, 10'000);
    const auto claim = await(m_project->store().claim(atMost(10)));
    QVERIFY(claim.failed());
    QCOMPARE(claim.error().kind, ErrorKind::Storage);
    QCOMPARE(claim.error().message, m_failures[0]);
    QVERIFY(m_project->flush().failed());
    QVERIFY(m_project->store().requeue({}).failed());
    makeRoom();
    m_project->store().retryWrites();
    QTRY_COMPARE_WITH_TIMEOUT(m_recoveries, 1, 10'000);
    QCOMPARE(m_project->claim(10).jobs.size(), size_t(10));
    QCOMPARE(m_project->store().requeue({}).value(), 1);
}

void StorageFailureTest::cancellingEndsTheWait()
{
    const auto jobs = m_project->claim(2).jobs;
    fillDisk();
    endAll({jobs[0]});
    QTRY_COMPARE_WITH_TIMEOUT(m_failures.size(), 1, 10'000);
    CancelSource stop;
    int stored = 0;
    countWhenStored(&m_project->store(), ended(jobs[1], JobState::Succeeded), stop.token(), &stored);
    QCOMPARE(stored, 0);
    stop.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(stored, 1, 10'000);
    QCOMPARE(m_project->store().backlog(), 2); // and is still in line
    makeRoom();
    m_project->store().retryWrites();
    QTRY_COMPARE_WITH_TIMEOUT(m_project->store().backlog(), 0, 10'000);
    QCOMPARE(m_project->reader()->counts().value().of(JobState::Succeeded), 2);
}

void StorageFailureTest::importFailsAndLeavesNothing()
{
    auto &store = m_project->store();
    QVERIFY(store.beginImport(QStringLiteral("x")));
    fillDisk();
    std::vector<NewJob> jobs(20'000, NewJob{QUrl(QStringLiteral("http://b/page")), {}});
    const auto added = store.addJobs(jobs);
    const auto finished = store.finishImport({});
    QVERIFY(added.failed() || finished.failed());
    QCOMPARE(finished.error().kind, ErrorKind::Storage);
    makeRoom();
    store.abandonImport();
    QCOMPARE(store.counts().total(), 200);
    QVERIFY(m_failures.isEmpty()); // whoever imports was told; the run goes on
    m_project->import(pages(QStringLiteral("c"), 5));
    QCOMPARE(m_project->reader()->counts().value().total(), 205);
    QCOMPARE(m_project->row(201).url, QStringLiteral("http://c/1"));
}

void StorageFailureTest::closingWithoutRoomRepeatsTheJobs()
{
    const auto jobs = m_project->claim(3).jobs;
    m_project->end(jobs[0], JobState::Succeeded);
    QVERIFY(m_project->flush());
    fillDisk();
    endAll({jobs[1]});
    QTRY_COMPARE_WITH_TIMEOUT(m_failures.size(), 1, 10'000);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("1 changes could not be written")));
    m_project->close();
    makeRoom();
    QCOMPARE(m_project->open(ProjectStore::OpenMode::Existing), QString());
    QCOMPARE(m_project->store().counts(), (StateCounts{{199, 0, 0, 1, 0, 0}}));
    QCOMPARE(numbers(m_project->claim(1).jobs), std::vector<qint64>{2});
}

Result<BulkChange> StorageFailureTest::change(BulkAct act, const JobFilter &filter)
{
    std::promise<Result<BulkChange>> done;
    m_project->store().change(act, filter, [&done](const Result<BulkChange> &result) { done.set_value(result); });
    return done.get_future().get();
}

Result<BulkUndo> StorageFailureTest::undo(qint64 change)
{
    std::promise<Result<BulkUndo>> done;
    m_project->store().undo(change, [&done](const Result<BulkUndo> &result) { done.set_value(result); });
    return done.get_future().get();
}

/// The change fails half-way, after the jobs that wait in the run were taken back from it.
void StorageFailureTest::whatACancelThatFailsTookBackIsGivenOutAgain()
{
    const auto jobs = m_project->claim(200).jobs;
    QCOMPARE(jobs.size(), size_t(200));
    SQLite::Database other(m_project->path().toStdString(), SQLite::OPEN_READWRITE);
    other.exec("CREATE TRIGGER no BEFORE UPDATE ON jobs WHEN NEW.state = 5 BEGIN SELECT RAISE(ABORT, 'no'); END");
    QVERIFY(change(BulkAct::Cancel, {}).failed());
    other.exec("DROP TRIGGER no");
    QVERIFY(!m_project->store().mayBegin(jobs.front().id));
    QCOMPARE(m_project->claim(300).jobs.size(), size_t(200));
}

void StorageFailureTest::anUndoThatFailsCanBeRepeated()
{
    for (const auto &job : m_project->claim(3).jobs)
        m_project->end(job, JobState::Failed);
    QVERIFY(m_project->flush());
    const auto retried = change(BulkAct::Requeue, {});
    QCOMPARE(retried.value().jobs, 3);
    fillDisk();
    QVERIFY(undo(retried.value().undo).failed());
    makeRoom();
    QCOMPARE(undo(retried.value().undo).value().jobs, 3);
    QCOMPARE(m_project->reader()->counts().value().of(JobState::Failed), 3);
}

void StorageFailureTest::aChangeThatFailsIsNotRemembered()
{
    const auto cancel = [this](qint64 job) {
        JobFilter filter;
        filter.ids = {JobId(job)};
        return change(BulkAct::Cancel, filter);
    };
    const auto first = cancel(1).value().undo;
    for (qint64 job = 2; job <= 20; ++job) // as many as are remembered
        QCOMPARE(cancel(job).value().jobs, 1);
    fillDisk();
    QVERIFY(cancel(21).failed());
    makeRoom();
    QCOMPARE(undo(first).value().jobs, 1); // has not made room for it
    QCOMPARE(m_project->store().counts().of(JobState::Cancelled), 19);
}

QTEST_GUILESS_MAIN(StorageFailureTest)
#include "tst_storagefailure.moc"
