// The façade with a real project file, a real server and real threads.
#include "core/systemclock.h"
#include "engine/projecttest.h"
#include "store/projectreader.h"

#include <QThread>

#include <csignal>
#include <sys/resource.h>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

/// While it lives, no file of this process grows beyond a size: what a full disk looks like to a writer.
class FullDisk
{
public:
    explicit FullDisk(rlim_t size)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit now = m_before;
        now.rlim_cur = size;
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class EngineTest : public test::ProjectTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { renew(); }
    void runsAndSumsUp();
    void changesLimitsWhileRunning();
    void pausesAndGoesOn();
    void drains();
    void stopsAndResumes();
    void closesInTheMiddleOfARun();
    void savesUnderAnotherName();
    void refusesInvalidOptions();
    void keepsOptionsButNoSecrets();
    void pausesWhenTheDiskIsFull();
    void startsAfterAStopOnAFullDisk();
    void pausesWhenBodiesFindNoRoom();
    void takesRetriesWhileRunning();
    void seesTheWindowBeingHeldUp();

private:
    void setLimit(int inFlight);
    bool runToEnd();
};

void EngineTest::setLimit(int inFlight)
{
    auto options = m_engine->options();
    options.limits.inFlight = inFlight;
    options.limits.perHost = inFlight;
    QVERIFY(m_engine->setOptions(options, QStringLiteral("you")));
}

bool EngineTest::runToEnd()
{
    QSignalSpy finished(m_engine.get(), &Engine::runFinished);
    if (m_engine->runState() != RunState::Idle)
        return finished.wait(20000);
    m_engine->start();
    return finished.wait(20000);
}

void EngineTest::runsAndSumsUp()
{
    add(300, "/json/%1");
    RunSummary summary;
    connect(m_engine.get(), &Engine::runFinished, this, [&summary](const RunSummary &ended) { summary = ended; });
    QVERIFY(runToEnd());
    QCOMPARE(summary.jobs, 300);
    QCOMPARE(summary.succeeded, 300);
    QCOMPARE(summary.ending, RunEnding::Finished);
    QCOMPARE(m_server->stats().requests, 300);
    const auto snapshot = m_engine->snapshot();
    QCOMPARE(snapshot.state, RunState::Idle);
    QCOMPARE(snapshot.counts.of(JobState::Succeeded), 300);
    QCOMPARE(snapshot.backlog, 0);
}

void EngineTest::changesLimitsWhileRunning()
{
    add(60, "/delay/0.1?i=%1");
    setLimit(2);
    m_engine->start();
    QTRY_COMPARE(m_server->stats().peakInFlight, 2);
    setLimit(10);
    QTRY_COMPARE(m_server->stats().peakInFlight, 10);
    QVERIFY(runToEnd());
    QCOMPARE(m_server->stats().peakInFlight, 10);
    auto reader = ProjectReader::open(m_project);
    QVERIFY(reader);
    QString marks;
    int finished = 0;
    const auto series = reader.value()->series();
    for (const auto &point : series.value()) {
        marks += point.mark;
        finished += point.finished;
    }
    QCOMPARE(marks, QStringLiteral("limit 2 → 10, per host 2 → 10 (you)"));
    QCOMPARE(finished, 60);
}

void EngineTest::pausesAndGoesOn()
{
    add(30, "/delay/0.1?i=%1");
    setLimit(3);
    m_engine->start();
    QTRY_VERIFY(m_server->stats().requests >= 3);
    m_engine->pause();
    QTRY_COMPARE(m_engine->runState(), RunState::Paused);
    QTRY_COMPARE(m_server->stats().inFlight, 0);
    const auto requests = m_server->stats().requests;
    QTest::qWait(300); // that nothing happens can only be seen by looking for a while
    QCOMPARE(m_server->stats().requests, requests);
    m_engine->start();
    QVERIFY(runToEnd());
    QCOMPARE(m_server->stats().requests, 30);
}

void EngineTest::drains()
{
    add(30, "/delay/0.1?i=%1");
    setLimit(3);
    m_engine->start();
    QTRY_VERIFY(m_server->stats().requests >= 3);
    m_engine->drain();
    QVERIFY(runToEnd());
    const auto counts = m_engine->snapshot().counts;
    QCOMPARE(counts.of(JobState::Succeeded), m_server->stats().requests);
    QCOMPARE(counts.of(JobState::Succeeded) + counts.of(JobState::Queued), 30);
    QVERIFY(runToEnd());
    QCOMPARE(m_server->stats().requests, 30);
}

void EngineTest::stopsAndResumes()
{
    add(10, "/delay/0.5?i=%1");
    setLimit(5);
    m_engine->start();
    QTRY_COMPARE(m_server->stats().inFlight, 5);
    m_engine->stop();
    QVERIFY(runToEnd());
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Queued), 10);
    QVERIFY(runToEnd());
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), 10);
}

void EngineTest::closesInTheMiddleOfARun()
{
    add(20, "/delay/0.2?i=%1");
    setLimit(5);
    m_engine->start();
    QTRY_VERIFY(m_engine->snapshot().counts.of(JobState::Succeeded) >= 5);
    m_engine->close();
    QVERIFY(!m_engine->isOpen());
    QVERIFY(m_engine->openExisting(m_project));
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Running), 0);
    QVERIFY(m_engine->snapshot().counts.of(JobState::Succeeded) >= 5);
    QVERIFY(runToEnd());
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), 20);
}

void EngineTest::savesUnderAnotherName()
{
    QVERIFY(m_engine->open(QString()));
    QVERIFY(m_engine->isTemporary());
    const auto temporary = m_engine->projectPath();
    add(5, "/json/%1");
    QVERIFY(runToEnd());
    const auto kept = m_folder.filePath(QStringLiteral("kept.sluice"));
    QVERIFY(m_engine->saveAs(kept));
    QVERIFY(!m_engine->isTemporary());
    QCOMPARE(m_engine->projectPath(), kept);
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), 5);
    QVERIFY(!QFile::exists(temporary));
    QVERIFY(m_engine->saveAs(kept).failed());
}

void EngineTest::refusesInvalidOptions()
{
    auto options = m_engine->options();
    options.limits.inFlight = 0;
    options.nameTemplate = QStringLiteral("{colour}");
    const auto set = m_engine->setOptions(options, {});
    QVERIFY(set.failed());
    QVERIFY(set.error().message.contains(QStringLiteral("colour")));
    QCOMPARE(m_engine->options().limits.inFlight, 64);
}

void EngineTest::keepsOptionsButNoSecrets()
{
    auto options = m_engine->options();
    options.limits.inFlight = 17;
    options.recipe.steps = {parseStep(u"hash algorithm=md5").value()};
    options.headers = {{"Accept-Language", "de"}, {"Authorization", "Bearer canary"}};
    QVERIFY(m_engine->setOptions(options, {}));
    m_engine->close();
    QVERIFY(m_engine->openExisting(m_project));
    QCOMPARE(m_engine->options().limits.inFlight, 17);
    QCOMPARE(m_engine->options().recipe, options.recipe);
    QCOMPARE(m_engine->options().headers.size(), 1);
    m_engine->close();
    for (const auto *suffix : {"", "-wal"}) {
        QFile file(m_project + QLatin1StringView(suffix));
        QVERIFY(!file.open(QIODevice::ReadOnly) || !file.readAll().contains("canary"));
    }
}

void EngineTest::pausesWhenTheDiskIsFull()
{
    add(200, "/delay/0.02?i=%1");
    setLimit(4);
    QSignalSpy trouble(m_engine.get(), &Engine::trouble);
    m_engine->start();
    QTRY_VERIFY(m_engine->snapshot().counts.of(JobState::Succeeded) >= 10);
    {
        const FullDisk full(64 * 1024);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->runState(), RunState::Paused, 10000);
        QVERIFY(!trouble.isEmpty());
        QVERIFY(!m_engine->snapshot().pausedBecause.isEmpty());
        // what the file says is done has been asked for, and it says so of no job too many
        auto reader = ProjectReader::open(m_project);
        QVERIFY(reader);
        QVERIFY(reader.value()->counts().value().of(JobState::Succeeded) <= m_server->stats().requests);
    }
    m_engine->start();
    QVERIFY(runToEnd());
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), 200);
    QCOMPARE(m_server->stats().requests, 200); // nothing of what was fetched meanwhile was lost
}

void EngineTest::startsAfterAStopOnAFullDisk()
{
    add(100, "/flaky?fail=1&id=%1");
    add(100, "/delay/0.02?i=%1");
    auto options = m_engine->options();
    options.limits.inFlight = options.limits.perHost = 4;
    options.limits.backoffBase = 20ms;
    QVERIFY(m_engine->setOptions(options, {}));
    m_engine->start();
    QTRY_VERIFY(m_engine->snapshot().counts.of(JobState::Retrying) >= 5);
    {
        const FullDisk full(64 * 1024);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->runState(), RunState::Paused, 10000);
        m_engine->stop();
        QTRY_COMPARE(m_engine->runState(), RunState::Idle);
    }
    QVERIFY(runToEnd());
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), 200);
}

void EngineTest::pausesWhenBodiesFindNoRoom()
{
    add(20, "/bytes/300000?seed=%1");
    auto options = m_engine->options();
    options.outDir = m_folder.filePath(QStringLiteral("bodies"));
    QVERIFY(m_engine->setOptions(options, {}));
    {
        const FullDisk full(200'000); // the project fits, a body does not
        m_engine->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->runState(), RunState::Paused, 10000);
        QVERIFY(!m_engine->snapshot().pausedBecause.isEmpty());
        QTRY_COMPARE(m_engine->snapshot().inFlight, 0);
        QCOMPARE(m_engine->snapshot().counts.of(JobState::Failed), 0);
        QCOMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), 0);
    }
    m_engine->start();
    QVERIFY(runToEnd());
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), 20);
}

void EngineTest::takesRetriesWhileRunning()
{
    add(1, "/flaky?fail=1&id=%1");
    add(20, "/delay/0.1?i=%1");
    auto options = m_engine->options();
    options.limits.retries = 0;
    options.limits.inFlight = 2;
    QVERIFY(m_engine->setOptions(options, {}));
    m_engine->start();
    QTRY_COMPARE(m_engine->snapshot().counts.of(JobState::Failed), 1);
    JobFilter failed;
    failed.states = {JobState::Failed};
    QCOMPARE(m_engine->requeue(failed).value(), 1);
    QVERIFY(runToEnd());
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), 21);
}

void EngineTest::seesTheWindowBeingHeldUp()
{
    m_engine->watchThisLoop();
    add(400, "/delay/0.5?i=%1");
    setLimit(40);
    m_engine->start();
    const auto worst = [this] {
        double lateness = 0;
        for (const auto &second : m_engine->snapshot().recent)
            lateness = std::max(lateness, second.windowLag);
        return lateness;
    };
    QTRY_VERIFY_WITH_TIMEOUT(!m_engine->snapshot().recent.empty(), 10'000);
    QThread::msleep(400); // this thread is the window's
    QTRY_VERIFY_WITH_TIMEOUT(worst() >= 250, 10'000);
}

QTEST_GUILESS_MAIN(EngineTest)
#include "tst_engine.moc"
