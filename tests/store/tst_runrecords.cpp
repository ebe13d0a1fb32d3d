// Runs and their seconds survive closing and killing; what jobs were at an earlier moment.
#include "storefixture.h"

#include <QProcess>
#include <QtTest>

#include <SQLiteCpp/Database.h>

#include <iostream>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

namespace {

RunRecord begun(Duration after)
{
    RunRecord record;
    record.started = someday + after;
    record.options = {{QStringLiteral("limits"), QJsonObject{{QStringLiteral("inFlight"), 64}}}};
    record.environment = {{QStringLiteral("version"), QStringLiteral("1.2.3")}};
    return record;
}

RunRecord endOf(qint64 id, Duration after, RunEnding ending)
{
    RunRecord record;
    record.id = id;
    record.ended = someday + after;
    record.ending = ending;
    record.summary = {{QStringLiteral("attempts"), 12}};
    return record;
}

SeriesPoint secondOf(qint64 run, Duration after, int finished)
{
    SeriesPoint point;
    point.run = run;
    point.second = someday + after;
    point.finished = finished;
    return point;
}

/// Begins a run, says so once that is committed, and waits to be killed.
int work(const QString &path)
{
    auto opened = ProjectStore::open(path, ProjectStore::OpenMode::CreateOrOpen);
    if (opened.failed())
        return 1;
    const auto store = std::move(opened).value();
    const auto run = store->beginRun(begun(1s));
    store->appendSeries(secondOf(run, 1s, 7));
    if (!await(store->flush()))
        return 1;
    std::cout << "begun" << std::endl;
    std::cin.get();
    return 0;
}

AttemptRecord attempt(const Job &job, int no, JobState state, Duration after, Duration took)
{
    auto record = ended(job, state);
    record.attempt = no;
    record.startedAt = someday + after;
    record.took = took;
    return record;
}

} // namespace

class RunRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_project = std::make_unique<StoreFixture>(); }

    void runsSurviveReopening();
    void aKilledRunHasNoEnd();
    void aRunEndsOnce();
    void secondsFromBeforeAreOneRun();
    void failuresAreOfTheirStretch();
    void rowsAreAsTheyWere_data();
    void rowsAreAsTheyWere();
    void filtersAndOrdersLookAtThen();

private:
    void script();

    std::unique_ptr<StoreFixture> m_project;
};

void RunRecordsTest::runsSurviveReopening()
{
    QCOMPARE(m_project->open(), QString());
    const auto first = m_project->store().beginRun(begun(1s));
    m_project->store().appendSeries(secondOf(first, 1s, 5));
    m_project->store().endRun(endOf(first, 9s, RunEnding::Finished));
    m_project->reopen();
    const auto second = m_project->store().beginRun(begun(20s));
    QVERIFY(second != first);
    m_project->store().appendSeries(secondOf(second, 20s, 6));
    m_project->store().appendSeries(secondOf(second, 21s, 8));
    m_project->store().endRun(endOf(second, 22s, RunEnding::Stopped));
    QVERIFY(m_project->flush());

    const auto reader = m_project->reader();
    const auto runs = reader->runs().value();
    QCOMPARE(runs.size(), size_t(2));
    auto expected = begun(1s);
    expected.id = first;
    expected.ended = someday + 9s;
    expected.ending = RunEnding::Finished;
    expected.summary = {{QStringLiteral("attempts"), 12}};
    QVERIFY(runs[0] == expected);
    QCOMPARE(runs[1].id, second);
    QCOMPARE(runs[1].ending, RunEnding::Stopped);

    QCOMPARE(reader->series(first).value(), std::vector{secondOf(first, 1s, 5)});
    QCOMPARE(reader->series(second).value(), (std::vector{secondOf(second, 20s, 6), secondOf(second, 21s, 8)}));
    QCOMPARE(reader->series().value().size(), size_t(3));
}

void RunRecordsTest::aKilledRunHasNoEnd()
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--work"), m_project->path()});
    QVERIFY(child.waitForReadyRead(20'000));
    QCOMPARE(child.readLine(), QByteArray("begun\n"));
    child.kill();
    QVERIFY(child.waitForFinished(20'000));

    QCOMPARE(m_project->open(), QString());
    const auto next = m_project->store().beginRun(begun(60s));
    QVERIFY(m_project->flush());
    const auto runs = m_project->reader()->runs().value();
    QCOMPARE(runs.size(), size_t(2));
    QVERIFY(!runs[0].ended && !runs[0].ending && runs[0].summary.isEmpty());
    QCOMPARE(m_project->reader()->series(runs[0].id).value().at(0).finished, 7);
    QCOMPARE(runs[1].id, next);
}

void RunRecordsTest::aRunEndsOnce()
{
    QCOMPARE(m_project->open(), QString());
    const auto run = m_project->store().beginRun(begun(1s));
    m_project->store().endRun(endOf(run, 5s, RunEnding::Finished));
    m_project->store().endRun(endOf(run, 7s, RunEnding::Failed));
    m_project->store().endRun(endOf(run + 1, 7s, RunEnding::Failed)); // was never begun
    QVERIFY(m_project->flush());
    const auto runs = m_project->reader()->runs().value();
    QCOMPARE(runs.size(), size_t(1));
    QCOMPARE(runs[0].ended, someday + 5s);
    QCOMPARE(runs[0].ending, RunEnding::Finished);
}

void RunRecordsTest::secondsFromBeforeAreOneRun()
{
    QCOMPARE(m_project->open(), QString());
    QVERIFY(m_project->reader()->runs().value().empty());
    m_project->store().appendSeries(secondOf(0, 3s, 1));
    m_project->store().appendSeries(secondOf(0, 4s, 2));
    const auto run = m_project->store().beginRun(begun(10s));
    QVERIFY(m_project->flush());
    const auto reader = m_project->reader();
    const auto runs = reader->runs().value();
    QCOMPARE(runs.size(), size_t(2));
    QCOMPARE(runs[0].id, 0);
    QCOMPARE(runs[0].started, someday + 3s);
    QCOMPARE(runs[0].ended, someday + 5s);
    QCOMPARE(runs[1].id, run);
    QCOMPARE(reader->series(0).value().size(), size_t(2));
}

void RunRecordsTest::failuresAreOfTheirStretch()
{
    QCOMPARE(m_project->open(), QString());
    m_project->import(pages(QStringLiteral("a"), 6));
    auto jobs = m_project->claim(6).jobs;
    for (size_t i = 0; i < jobs.size(); ++i) {
        auto record = attempt(jobs[i], 1, JobState::Failed, Duration(std::chrono::seconds(i)), 10ms);
        if (i == 2)
            record.error = Error{ErrorKind::Dns, QStringLiteral("no address")};
        m_project->record(record);
    }
    QVERIFY(m_project->flush());
    QVERIFY(m_project->store().requeue({})); // what became of them since does not matter
    QVERIFY(m_project->flush());
    FailureQuery query;
    query.during = TimeStretch{someday + 1s, someday + 5s};
    const auto board = m_project->reader()->failures(query).value();
    QCOMPARE(board.failures, 4);
    QCOMPARE(board.from, someday + 1010ms);
    const auto &groups = board.clusters;
    QCOMPARE(groups.size(), size_t(2));
    QCOMPARE(groups[0].key.kind, ErrorKind::HttpStatus);
    QCOMPARE(groups[0].count, 3);
    QCOMPARE(groups[0].examples.size(), size_t(3));
    QCOMPARE(groups[1].key.kind, ErrorKind::Dns);
    QCOMPARE(groups[1].count, 1);
    QCOMPARE(groups[1].examples[0].error, QStringLiteral("no address"));
    QVERIFY(groups[1].examples[0].url.startsWith(QStringLiteral("http://a/")));
    QCOMPARE(m_project->reader()->failures(FailureQuery()).value().failures, 0);
}

/// Job 1: 1 s to 3 s, succeeded. 2: retrying from 2 s, then failed 6 s to 7 s. 3: never begun. 4: begun at 5 s, at work
/// still. 5: cancelled from 4 s.
void RunRecordsTest::script()
{
    QCOMPARE(m_project->open(), QString());
    m_project->import(pages(QStringLiteral("a"), 5));
    auto jobs = m_project->claim(5).jobs;
    std::sort(jobs.begin(), jobs.end(), [](const Job &l, const Job &r) { return l.id < r.id; });
    auto succeeded = attempt(jobs[0], 1, JobState::Succeeded, 1s, 2s);
    succeeded.path = QStringLiteral("/out/1");
    m_project->record(succeeded);
    m_project->record(attempt(jobs[1], 1, JobState::Retrying, 1s, 1s));
    m_project->record(attempt(jobs[1], 2, JobState::Failed, 6s, 1s));
    m_project->store().release(jobs[2].id);
    m_project->store().markRunning(jobs[3].id, someday + 5s);
    m_project->record(attempt(jobs[4], 1, JobState::Cancelled, 3s, 1s));
    QVERIFY(m_project->flush());
}

void RunRecordsTest::rowsAreAsTheyWere_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<QString>("states"); // q r y s f c by job
    QTest::addColumn<QString>("attempts");
    QTest::newRow("before anything") << 500 << QStringLiteral("qqqqq") << QStringLiteral("00000");
    QTest::newRow("the moment of the start") << 1000 << QStringLiteral("rrqqq") << QStringLiteral("00000");
    QTest::newRow("the first ended") << 2000 << QStringLiteral("ryqqq") << QStringLiteral("01000");
    QTest::newRow("one succeeded") << 3500 << QStringLiteral("syqqr") << QStringLiteral("11000");
    QTest::newRow("one cancelled") << 5000 << QStringLiteral("syqrc") << QStringLiteral("11001");
    QTest::newRow("the second try") << 6500 << QStringLiteral("srqrc") << QStringLiteral("11001");
    QTest::newRow("the end") << 9000 << QStringLiteral("sfqrc") << QStringLiteral("12001");
}

void RunRecordsTest::rowsAreAsTheyWere()
{
    QFETCH(int, milliseconds);
    QFETCH(QString, states);
    QFETCH(QString, attempts);
    script();
    const auto moment = someday + std::chrono::milliseconds(milliseconds);
    const auto reader = m_project->reader();
    std::vector<JobId> ids;
    for (int id = 1; id <= 5; ++id)
        ids.push_back(JobId(id));
    const auto rows = reader->rowsAsOf(ids, moment).value();
    QCOMPARE(rows.size(), ids.size());
    QString seen;
    QString tried;
    StateCounts counts;
    for (const auto &row : rows) {
        seen += QLatin1StringView("qrysfc")[static_cast<qsizetype>(row.state)];
        tried += QString::number(row.attempts);
        counts.byState[static_cast<size_t>(row.state)]++;
        QCOMPARE(row.url, QStringLiteral("http://a/%1").arg(number(row.id)));
    }
    QCOMPARE(seen, states);
    QCOMPARE(tried, attempts);
    QCOMPARE(rows[0].path, states[0] == u's' ? QStringLiteral("/out/1") : QString());
    QCOMPARE(rows[1].status, states[1] == u'y' || states[1] == u'f' ? 503 : 0);
}

void RunRecordsTest::filtersAndOrdersLookAtThen()
{
    script();
    // The list itself was read now, long after `someday`: jobs it had not are not there.
    const auto reader = m_project->reader();
    JobFilter filter;
    filter.asOf = someday + 5s;
    QVERIFY(reader->ids(filter, {}).value().empty());
    QCOMPARE(reader->countsAsOf(someday + 5s).value().total(), 0);

    QVERIFY(m_project->flush());
    m_project->close();
    {
        SQLite::Database file(m_project->path().toStdString(), SQLite::OPEN_READWRITE);
        const auto micros = std::to_string(someday.time_since_epoch().count());
        file.exec("UPDATE imports SET started_us = " + micros + ", finished_us = " + micros);
    }
    const auto then = m_project->reader();
    using Ids = std::vector<JobId>;
    QCOMPARE(then->ids(filter, {}).value().size(), size_t(5));
    filter.states = {JobState::Retrying, JobState::Cancelled};
    QCOMPARE(then->ids(filter, {}).value(), (Ids{JobId(2), JobId(5)}));
    filter.states.clear();
    filter.status = 503;
    QCOMPARE(then->ids(filter, {}).value(), (Ids{JobId(2), JobId(5)}));
    filter.asOf = someday + 6500ms; // under way again: it has no status
    QCOMPARE(then->ids(filter, {}).value(), Ids{JobId(5)});
    filter.status.reset();
    filter.errorKind = ErrorKind::HttpStatus;
    filter.asOf = someday + 9s;
    QCOMPARE(then->ids(filter, {}).value(), Ids{JobId(2)});
    filter.errorKind.reset();
    filter.asOf = someday + 2500ms;
    QCOMPARE(then->ids(filter, {SortKey::State, true}).value().at(0), JobId(2));
    QCOMPARE(then->ids(filter, {SortKey::Attempts, true}).value().at(0), JobId(2));
    for (const auto key : {SortKey::Status, SortKey::Took, SortKey::Bytes, SortKey::StartedAt, SortKey::Host})
        QCOMPARE(then->ids(filter, {key, false}).value().size(), size_t(5));

    QString visited;
    filter = {};
    filter.asOf = someday + 2500ms;
    QVERIFY(then->forEach(filter, [&visited](const JobRow &row) {
        visited += QLatin1StringView("qrysfc")[static_cast<qsizetype>(row.state)];
        return true;
    }));
    QCOMPARE(visited, QStringLiteral("ryqqq"));

    StateCounts expected;
    expected.byState = {3, 1, 1, 0, 0, 0};
    QCOMPARE(then->countsAsOf(someday + 2500ms).value(), expected);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--work") == 0)
        return work(QString::fromLocal8Bit(argv[2]));
    RunRecordsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runrecords.moc"
