// How long the store takes: printed for the person who changes it, not asserted. SLUICE_SPEED_ROWS sets the size.
#include "storefixture.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

class StoreSpeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void run_data();
    void run();
    void reads();
    void requeuesAll();
    void reopens();

private:
    void print(const char *what, qint64 rows);

    int m_rows = 100'000;
    std::unique_ptr<StoreFixture> m_project;
    QElapsedTimer m_timer;
};

void StoreSpeedTest::initTestCase()
{
    if (qEnvironmentVariableIsSet("SLUICE_SPEED_ROWS"))
        m_rows = qEnvironmentVariableIntValue("SLUICE_SPEED_ROWS");
}

void StoreSpeedTest::print(const char *what, qint64 rows)
{
    const auto spent = m_timer.nsecsElapsed();
    qInfo("%-34s %8lld rows %9.1f ms %8.2f us/row", what, rows, double(spent) / 1e6,
          double(spent) / 1e3 / double(std::max<qint64>(rows, 1)));
    m_timer.start();
}

void StoreSpeedTest::run_data()
{
    QTest::addColumn<int>("hosts");
    QTest::newRow("every row a host of its own") << m_rows;
    QTest::newRow("one host") << 1;
}

static std::vector<NewJob> list(int rows, int hosts)
{
    std::vector<NewJob> jobs;
    jobs.reserve(size_t(rows));
    for (int row = 0; row < rows; ++row) {
        const auto url =
            QStringLiteral("https://host%1.example.org/a/path/to/item-%2.json?page=1").arg(row % hosts).arg(row);
        jobs.push_back({QUrl(url), {{QStringLiteral("name"), QStringLiteral("item %1").arg(row)}}});
    }
    return jobs;
}

void StoreSpeedTest::run()
{
    QFETCH(int, hosts);
    m_project = std::make_unique<StoreFixture>();
    QCOMPARE(m_project->open(), QString());
    auto jobs = list(m_rows, hosts);
    m_timer.start();
    m_project->import(std::move(jobs), {QStringLiteral("name")});
    print("import", m_rows);

    constexpr int window = 256;
    qint64 claimed = 0;
    Duration longest{};
    for (bool exhausted = false; !exhausted;) {
        const auto before = std::chrono::steady_clock::now();
        const auto claim = m_project->claim(window);
        longest = std::max(longest, std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - before));
        for (const auto &job : claim.jobs) {
            m_project->store().markRunning(job.id, someday);
            auto record = ended(job, JobState::Succeeded);
            record.contentType = QStringLiteral("application/json");
            record.finalUrl = job.url.toString();
            record.waits.add(WaitReason::FirstByte, 20ms);
            record.waits.add(WaitReason::HostSlot, 100us);
            record.headers = QByteArray("content-type: application/json\r\nserver: nginx\r\ncontent-length: 1000\r\n");
            m_project->record(record);
        }
        claimed += qint64(claim.jobs.size());
        exhausted = claim.exhausted;
    }
    QVERIFY(m_project->flush());
    print("claim and record, to the disk", claimed);
    qInfo("longest claim                      %.1f ms; file %.0f MB", double(longest.count()) / 1e3,
          double(QFileInfo(m_project->path()).size()) / 1e6);
    QCOMPARE(claimed, m_rows);
    QCOMPARE(m_project->store().counts().of(JobState::Succeeded), m_rows);
}

void StoreSpeedTest::reads()
{
    const auto reader = m_project->reader();
    m_timer.start();
    const auto all = reader->ids({}, {});
    print("ids", qint64(all.value().size()));
    for (const auto key : {SortKey::Host, SortKey::Url, SortKey::Bytes})
        print("ids, sorted", qint64(reader->ids({}, {key, true}).value().size()));
    JobFilter text;
    text.text = QStringLiteral("item-999");
    print("ids, text search", qint64(reader->ids(text, {}).value().size()));
    JobFilter column;
    column.columns = {{QStringLiteral("name"), ColumnCondition::Test::Contains, QStringLiteral("999"), 0}};
    print("ids, by a column's text", qint64(reader->ids(column, {}).value().size()));
    column.columns = {{QStringLiteral("name"), ColumnCondition::Test::Greater, {}, 5}};
    print("ids, by a column's number", qint64(reader->ids(column, {}).value().size()));
    const std::vector<JobId> page(all.value().end() - 256, all.value().end());
    print("one page of rows", qint64(reader->rows(page).value().size()));
    qint64 seen = 0;
    QVERIFY(reader->forEach({}, [&seen](const JobRow &) {
        ++seen;
        return true;
    }));
    print("every row", seen);
}

void StoreSpeedTest::requeuesAll()
{
    m_timer.start();
    const auto changed = m_project->store().requeue({});
    print("requeue", changed.value());
}

void StoreSpeedTest::reopens()
{
    m_timer.start();
    m_project->reopen();
    print("close and open", 1);
}

QTEST_GUILESS_MAIN(StoreSpeedTest)
#include "tst_storespeed.moc"
