// The promise: at any kill -9 no imported job is lost, none is reported done that is not, and none whose result
// was committed is done again. A child process works on a project until it is killed, again and again.
#include "storefixture.h"

#include <QProcess>
#include <QtTest>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>

#include <iostream>
#include <random>

using namespace sluice;
using namespace sluice::test;

constexpr int listLength = 4000;
constexpr int rounds = 20;

/// Works as a run does, and says "+ID" for each job whose result is committed, "i" for a finished import.
static int work(const QString &path)
{
    auto opened = ProjectStore::open(path, ProjectStore::OpenMode::Existing);
    if (opened.failed()) {
        std::cout << qUtf8Printable(opened.error().message) << std::endl;
        return 1;
    }
    const auto store = std::move(opened).value();
    std::cout << "open" << std::endl;
    for (int round = 0;; ++round) {
        const auto claim = await(store->claim(atMost(32))).value();
        for (const auto &job : claim.jobs) {
            store->markRunning(job.id, someday);
            if (number(job.id) % 7 == 0) // some are running for a while
                static_cast<void>(await(store->flush()));
            auto record = ended(job, JobState::Succeeded);
            record.headers = QByteArray(500, 'x');
            auto stored = store->record(record, {});
        }
        if (!await(store->flush()))
            return 1;
        std::string said;
        for (const auto &job : claim.jobs)
            said += "+" + std::to_string(number(job.id)) + "\n";
        std::cout << said << std::flush;
        if (claim.exhausted)
            return 0;
        if (round % 5 == 2) {
            std::vector<NewJob> more(100, NewJob{QUrl(QStringLiteral("http://more/page")), {}});
            static_cast<void>(store->beginImport(QStringLiteral("more")));
            static_cast<void>(store->addJobs(more));
            static_cast<void>(store->addJobs(more));
            static_cast<void>(store->finishImport({}));
            std::cout << "i" << std::endl;
        }
    }
}

class StoreKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsThePromise();
    void canBeKilledWhileMakingAProject();

private:
    void workAndKill(Duration after);
    void check();

    StoreFixture m_project;
    QSet<qint64> m_done; // as far as the children said
    int m_imports = 0;
    int m_killed = 0;
};

void StoreKillTest::workAndKill(Duration after)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--work"), m_project.path()});
    QVERIFY(child.waitForReadyRead(20'000));
    QCOMPARE(child.readLine(), QByteArray("open\n"));
    const QDeadlineTimer end(std::chrono::duration_cast<std::chrono::milliseconds>(after), Qt::PreciseTimer);
    while (!end.hasExpired() && child.state() != QProcess::NotRunning)
        child.waitForReadyRead(int(std::max<qint64>(1, end.remainingTime())));
    child.kill();
    if (child.state() != QProcess::NotRunning)
        QVERIFY(child.waitForFinished(20'000));
    m_killed += child.exitStatus() == QProcess::CrashExit ? 1 : 0;
    while (child.canReadLine()) {
        const auto line = child.readLine().trimmed();
        if (line == "i") {
            ++m_imports;
        } else {
            QVERIFY2(line.startsWith('+'), line.constData());
            const auto id = line.mid(1).toLongLong();
            QVERIFY2(!m_done.contains(id), "a job was done again"); // it had been committed
            m_done.insert(id);
        }
    }
}

/// As the killed process left it, and as the next one finds it.
void StoreKillTest::check()
{
    {
        SQLite::Database file(m_project.path().toStdString());
        QCOMPARE(QString::fromStdString(file.execAndGet("PRAGMA integrity_check").getString()), QStringLiteral("ok"));
        const auto reader = m_project.reader();
        const auto counts = reader->counts().value();
        QCOMPARE(counts.of(JobState::Succeeded), file.execAndGet("SELECT COUNT(*) FROM attempts").getInt64());
        JobFilter succeeded;
        succeeded.states = {JobState::Succeeded};
        QSet<qint64> stored;
        const auto ids = reader->ids(succeeded, {}).value();
        for (const auto id : ids)
            stored.insert(number(id));
        QCOMPARE(counts.of(JobState::Succeeded), stored.size());
        QVERIFY(stored.contains(m_done));
        // A child may have been killed between a commit and saying so.
        m_done = stored;
        const auto whole = (counts.total() - listLength) / 200;
        QCOMPARE(counts.total(), listLength + 200 * whole);
        QVERIFY(whole >= m_imports);
    }
    QCOMPARE(m_project.open(ProjectStore::OpenMode::Existing), QString());
    const auto counts = m_project.store().counts();
    QCOMPARE(counts.of(JobState::Succeeded), m_done.size());
    QCOMPARE(counts.of(JobState::Queued), counts.total() - m_done.size());
    m_project.close();
    SQLite::Database file(m_project.path().toStdString());
    QCOMPARE(file.execAndGet("SELECT COUNT(*) FROM jobs").getInt64(), counts.total());
    QCOMPARE(file.execAndGet("SELECT COUNT(*) FROM imports WHERE finished_us IS NULL").getInt(), 0);
}

void StoreKillTest::keepsThePromise()
{
    QCOMPARE(m_project.open(), QString());
    m_project.import(pages(QStringLiteral("a"), listLength / 2) + pages(QStringLiteral("b"), listLength / 2));
    m_project.close();
    std::mt19937 chance(4711);
    std::uniform_int_distribution<> moment(1'000, 120'000);
    for (int round = 0; round < rounds; ++round) {
        workAndKill(Duration(moment(chance)));
        check();
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY2(m_killed > rounds / 2, "the children end before they are killed");
    qInfo("%d of %d killed, %lld jobs done", m_killed, rounds, m_done.size());

    SQLite::Database file(m_project.path().toStdString());
    QCOMPARE(file.execAndGet("SELECT COUNT(*) FROM attempts WHERE attempt > 1").getInt(), 0);
}

void StoreKillTest::canBeKilledWhileMakingAProject()
{
    std::mt19937 chance(1);
    std::uniform_int_distribution<> moment(0, 30);
    for (int round = 0; round < rounds; ++round) {
        const auto path = m_project.file(QStringLiteral("new%1.sluice").arg(round));
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--create"), path});
        QVERIFY(child.waitForStarted(20'000));
        child.waitForFinished(moment(chance));
        child.kill();
        if (child.state() != QProcess::NotRunning)
            QVERIFY(child.waitForFinished(20'000));
        auto opened = ProjectStore::open(path, ProjectStore::OpenMode::CreateOrOpen);
        QVERIFY2(opened, opened.failed() ? qUtf8Printable(opened.error().message) : "");
        QVERIFY(opened.value()->beginImport(QStringLiteral("x")));
        QVERIFY(opened.value()->finishImport({}));
    }
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--work")
        return work(QString::fromLocal8Bit(argv[2]));
    if (argc == 3 && QByteArray(argv[1]) == "--create")
        return ProjectStore::open(QString::fromLocal8Bit(argv[2]), ProjectStore::OpenMode::Create) ? 0 : 1;
    StoreKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_storekill.moc"
