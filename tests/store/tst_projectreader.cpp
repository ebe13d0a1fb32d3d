// What tables, details and exports see.
#include "storefixture.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;
using Ids = std::vector<qint64>;

class ProjectReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void filters_data();
    void filters();
    void sorts_data();
    void sorts();
    void givesRowsInTheOrderAskedFor();
    void pagesThroughEverything();
    void stopsWhenTold();
    void unknownJob();
    void series();
    void interrupts();
    void seesOnlyWhatIsCommitted();
    void readsWhatNobodyHasOpen();
    void readsBesideALogLeftBehind();

private:
    void finish(const Job &job, JobState state, const std::function<void(AttemptRecord &)> &change);

    StoreFixture m_project;
    std::unique_ptr<ProjectReader> m_reader;
};

static Ids numbersOf(const Result<std::vector<JobId>> &ids)
{
    Ids list;
    for (const auto id : ids.value())
        list.push_back(number(id));
    return list;
}

/// Six jobs: 1 and 4 of host a, 2 and 5 of b, 3 of c, 6 untouched.
void ProjectReaderTest::initTestCase()
{
    QCOMPARE(m_project.open(), QString());
    const auto job = [](const char *url, const char *title) {
        return NewJob{QUrl(QString::fromUtf8(url)), {{QStringLiteral("title"), QString::fromUtf8(title)}}};
    };
    m_project.import({job("http://a/100%25", "First"), job("http://b/under_score", "Second"), job("http://c/Z", "x"),
                      job("http://a/underXscore", "y"), job("http://b/n", "z")},
                     {QStringLiteral("title"), QStringLiteral("never")});
    m_project.import(pages(QStringLiteral("b"), 1));

    auto jobs = m_project.claim(6).jobs;
    std::sort(jobs.begin(), jobs.end(), [](const Job &l, const Job &r) { return l.id < r.id; });
    finish(jobs[0], JobState::Succeeded, [](AttemptRecord &record) {
        record.columns = {{QStringLiteral("sha256"), QStringLiteral("say \"abc\"")}};
        record.took = 30ms;
        record.startedAt = someday + 3s;
    });
    finish(jobs[1], JobState::Failed, [](AttemptRecord &record) {
        record.error = Error{ErrorKind::Dns, QStringLiteral("No address for B")};
        record.status = 0;
        record.took = 10ms;
        record.startedAt = someday + 1s;
    });
    finish(jobs[2], JobState::Failed, [](AttemptRecord &record) { record.bytes = 5; });
    finish(jobs[3], JobState::Retrying, [](AttemptRecord &) {});
    finish(jobs[4], JobState::Succeeded, [](AttemptRecord &record) {
        record.path = QStringLiteral("/out/Bild.jpg");
        record.bytes = 9000;
    });
    m_project.store().release(jobs[5].id);
    QVERIFY(m_project.flush());
    m_reader = m_project.reader();
}

void ProjectReaderTest::finish(const Job &job, JobState state, const std::function<void(AttemptRecord &)> &change)
{
    auto record = ended(job, state);
    change(record);
    m_project.record(record);
}

void ProjectReaderTest::filters_data()
{
    QTest::addColumn<JobFilter>("filter");
    QTest::addColumn<Ids>("expected");
    const auto where = [](const std::function<void(JobFilter &)> &narrow) {
        JobFilter filter;
        narrow(filter);
        return filter;
    };
    const auto text = [&where](const char *searched) {
        return where([searched](JobFilter &filter) { filter.text = QString::fromUtf8(searched); });
    };
    const auto host = [&where](const char *name) {
        return where([name](JobFilter &filter) { filter.hosts = {QString::fromUtf8(name)}; });
    };
    QTest::newRow("everything") << JobFilter() << Ids{1, 2, 3, 4, 5, 6};
    QTest::newRow("one state") << where([](JobFilter &filter) { filter.states = {JobState::Failed}; }) << Ids{2, 3};
    QTest::newRow("two states") << where([](JobFilter &filter) {
        filter.states = {JobState::Failed, JobState::Queued};
    }) << Ids{2, 3, 6};
    QTest::newRow("ids") << where([](JobFilter &filter) { filter.ids = {JobId(6), JobId(1), JobId(70)}; }) << Ids{1, 6};
    QTest::newRow("host") << host("http://b") << Ids{2, 5, 6};
    QTest::newRow("unknown host") << host("http://zz") << Ids{};
    QTest::newRow("error kind") << where([](JobFilter &filter) { filter.errorKind = ErrorKind::Dns; }) << Ids{2};
    QTest::newRow("status") << where([](JobFilter &filter) { filter.status = 503; }) << Ids{3, 4};
    QTest::newRow("all together") << where([](JobFilter &filter) {
        filter.states = {JobState::Failed};
        filter.hosts = {QStringLiteral("http://c")};
        filter.status = 503;
    }) << Ids{3};
    QTest::newRow("text in url") << text("/Z") << Ids{3};
    QTest::newRow("ignoring case") << text("UNDER") << Ids{2, 4};
    QTest::newRow("underscore is itself") << text("under_") << Ids{2};
    QTest::newRow("percent is itself") << text("100%") << Ids{1};
    QTest::newRow("backslash is itself") << text("\\") << Ids{};
    QTest::newRow("quotes do no harm") << text("' OR 1=1 --") << Ids{};
    QTest::newRow("text in error") << text("no address") << Ids{2};
    QTest::newRow("text in path") << text("bild") << Ids{5};
    QTest::newRow("text in a result") << text("say \"ABC\"") << Ids{1};
    QTest::newRow("the name of a result is none") << text("sha256") << Ids{};
}

void ProjectReaderTest::filters()
{
    QFETCH(JobFilter, filter);
    QFETCH(Ids, expected);
    QCOMPARE(numbersOf(m_reader->ids(filter, {})), expected);
    Ids visited;
    QVERIFY(m_reader->forEach(filter, [&visited](const JobRow &row) {
        visited.push_back(number(row.id));
        return true;
    }));
    QCOMPARE(visited, expected);
}

void ProjectReaderTest::sorts_data()
{
    QTest::addColumn<SortKey>("key");
    QTest::addColumn<Ids>("ascending");
    QTest::addColumn<Ids>("descending");
    QTest::newRow("id") << SortKey::Id << Ids{1, 2, 3, 4, 5, 6} << Ids{6, 5, 4, 3, 2, 1};
    QTest::newRow("state") << SortKey::State << Ids{6, 4, 1, 5, 2, 3} << Ids{2, 3, 1, 5, 4, 6};
    QTest::newRow("status, absent last") << SortKey::Status << Ids{1, 5, 3, 4, 2, 6} << Ids{3, 4, 1, 5, 2, 6};
    QTest::newRow("host by name") << SortKey::Host << Ids{1, 4, 2, 5, 6, 3} << Ids{3, 2, 5, 6, 1, 4};
    QTest::newRow("took") << SortKey::Took << Ids{2, 3, 4, 5, 1, 6} << Ids{1, 3, 4, 5, 2, 6};
    QTest::newRow("bytes") << SortKey::Bytes << Ids{3, 1, 2, 4, 5, 6} << Ids{5, 1, 2, 4, 3, 6};
    QTest::newRow("attempts") << SortKey::Attempts << Ids{6, 1, 2, 3, 4, 5} << Ids{1, 2, 3, 4, 5, 6};
    QTest::newRow("url") << SortKey::Url << Ids{1, 4, 6, 5, 2, 3} << Ids{3, 2, 5, 6, 4, 1};
    QTest::newRow("started") << SortKey::StartedAt << Ids{3, 4, 5, 2, 1, 6} << Ids{1, 2, 3, 4, 5, 6};
}

void ProjectReaderTest::sorts()
{
    QFETCH(SortKey, key);
    QTEST(numbersOf(m_reader->ids({}, {key, false})), "ascending");
    QTEST(numbersOf(m_reader->ids({}, {key, true})), "descending");
}

void ProjectReaderTest::givesRowsInTheOrderAskedFor()
{
    const auto rows = m_reader->rows({JobId(5), JobId(99), JobId(1), JobId(6)}).value();
    QCOMPARE(rows.size(), size_t(3));
    QCOMPARE(rows[0].path, QStringLiteral("/out/Bild.jpg"));
    QCOMPARE(rows[0].finalUrl, rows[0].url); // answered where it was asked
    QCOMPARE(rows[1].extra[QStringLiteral("title")].toString(), QStringLiteral("First"));
    QCOMPARE(rows[2].state, JobState::Queued);
    QCOMPARE(rows[2].finalUrl, QString());
    QCOMPARE(m_reader->extraColumns().value(), (QStringList{QStringLiteral("title"), QStringLiteral("never")}));
}

void ProjectReaderTest::pagesThroughEverything()
{
    StoreFixture project;
    QCOMPARE(project.open(), QString());
    project.import(pages(QStringLiteral("a"), 3000)); // three full pages
    qint64 expected = 0;
    const auto reader = project.reader();
    QVERIFY(reader->forEach({}, [&expected](const JobRow &row) { return number(row.id) == ++expected; }));
    QCOMPARE(expected, 3000);
}

void ProjectReaderTest::stopsWhenTold()
{
    int visited = 0;
    QVERIFY(m_reader->forEach({}, [&visited](const JobRow &) { return ++visited < 2; }));
    QCOMPARE(visited, 2);
}

void ProjectReaderTest::unknownJob()
{
    const auto detail = m_reader->detail(JobId(1234));
    QVERIFY(detail.failed());
    QVERIFY(detail.error().message.contains(QStringLiteral("1234")));
}

void ProjectReaderTest::series()
{
    SeriesPoint first;
    first.second = someday;
    first.finished = 5;
    first.failed = 1;
    first.bytes = qint64(1) << 40;
    first.inFlight = 3;
    first.limit = 64;
    SeriesPoint second;
    second.second = someday + 1s;
    second.cpuBusy = 1;
    second.cpuSlots = 2;
    second.cpuQueue = 7;
    second.firstByte.p50 = 1.5;
    second.firstByte.p99 = 9.25;
    second.loopLag = 0.5;
    second.run = 3;
    second.wanted = 70;
    second.cpu = 1.25;
    second.total = {1, 2, 3};
    second.waits.add(WaitReason::FirstByte, 900ms);
    second.errors[static_cast<size_t>(ErrorKind::Dns)] = 2;
    second.mark = QStringLiteral("limit 64 \u2192 8");
    m_project.store().appendSeries(first);
    m_project.store().appendSeries(second);
    second.second += 1s;
    second.firstByte.p50 = std::numeric_limits<double>::quiet_NaN(); // of no request at all
    m_project.store().appendSeries(second);
    QVERIFY(m_project.flush());
    second.firstByte.p50 = 0;
    const auto points = m_reader->series().value();
    QCOMPARE(points.size(), size_t(3));
    QVERIFY(points[0] == first);
    QCOMPARE(points[1].mark, second.mark);
    QVERIFY(points[2] == second);
}

void ProjectReaderTest::interrupts()
{
    StoreFixture project;
    QCOMPARE(project.open(), QString());
    project.import(pages(QStringLiteral("a"), 20'000));
    const auto reader = project.reader();
    std::atomic<bool> ended = false;
    std::optional<Error> error;
    std::thread worker([&] {
        JobFilter slow;
        slow.text = QStringLiteral("nowhere");
        const QDeadlineTimer limit(10s);
        while (!error && !limit.hasExpired()) {
            const auto ids = reader->ids(slow, {SortKey::Url, true});
            if (ids.failed())
                error = ids.error();
        }
        ended = true;
    });
    while (!ended) {
        reader->interrupt();
        QThread::yieldCurrentThread();
    }
    worker.join();
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Internal);
    QCOMPARE(error->message, QString());
    QCOMPARE(reader->ids({}, {}).value().size(), size_t(20'000)); // and goes on
}

void ProjectReaderTest::seesOnlyWhatIsCommitted()
{
    StoreFixture project;
    QCOMPARE(project.open(), QString());
    project.import(pages(QStringLiteral("a"), 2));
    const auto reader = project.reader();
    QCOMPARE(reader->counts().value().of(JobState::Queued), 2);
    project.end(project.claim(1).jobs[0], JobState::Succeeded);
    QVERIFY(project.flush());
    QCOMPARE(reader->counts().value().of(JobState::Succeeded), 1); // the same connection sees the next commit
    QCOMPARE(reader->rows({JobId(1)}).value()[0].state, JobState::Succeeded);
}

void ProjectReaderTest::readsWhatNobodyHasOpen()
{
    StoreFixture project;
    QCOMPARE(project.open(), QString());
    project.import(pages(QStringLiteral("a"), 2));
    project.close();
    const auto before = QFileInfo(project.path()).lastModified();
    {
        const auto reader = project.reader();
        QCOMPARE(reader->counts().value().total(), 2);
        // A writer may come and go meanwhile.
        QCOMPARE(project.open(), QString());
        project.import(pages(QStringLiteral("b"), 2));
        QCOMPARE(reader->counts().value().total(), 4);
        project.close();
        QCOMPARE(reader->counts().value().total(), 4);
    }
    QCOMPARE(project.files(), QStringList{QStringLiteral("list.sluice")});
    QVERIFY(QFileInfo(project.path()).lastModified() >= before);
}

void ProjectReaderTest::readsBesideALogLeftBehind()
{
    StoreFixture project;
    QCOMPARE(project.open(), QString());
    project.import(pages(QStringLiteral("a"), 2));
    // What kill -9 leaves: the file and its log, without the index of the log.
    const auto left = project.file(QStringLiteral("left.sluice"));
    QVERIFY(QFile::copy(project.path(), left));
    QVERIFY(QFile::copy(project.path() + QStringLiteral("-wal"), left + QStringLiteral("-wal")));
    const auto size = QFileInfo(left + QStringLiteral("-wal")).size();
    QVERIFY(size > 0);
    {
        const auto reader = ProjectReader::open(left);
        QVERIFY(reader);
        QCOMPARE(reader.value()->counts().value().total(), 2);
    }
    QCOMPARE(QFileInfo(left + QStringLiteral("-wal")).size(), size);
    const auto writer = ProjectStore::open(left, ProjectStore::OpenMode::Existing);
    QVERIFY(writer);
    QCOMPARE(writer.value()->counts().of(JobState::Queued), 2);
}

QTEST_GUILESS_MAIN(ProjectReaderTest)
#include "tst_projectreader.moc"
