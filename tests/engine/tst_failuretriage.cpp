// Real failures in their groups, and each act with its undo, on a project that runs and on one that does not.
#include "engine/failurebrowser.h"
#include "engine/ignoredfailures.h"
#include "engine/projecttest.h"
#include "engine/wherefilter.h"

#include <QTcpServer>

#include <algorithm>

using namespace sluice;
using namespace std::chrono_literals;

class FailureTriageTest : public test::ProjectTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void groupsWhatFailed();
    void retriesAGroupAndUndoes();
    void undoesWhileRunning();
    void excludesAHostWhileRunning();
    void takesLimitsWithAMark();
    void remembersWhatIsIgnored();
    void answersNothingOfAClosedProject();

private:
    using ProjectTest::add;
    void add(int count, const QString &path);
    void setLimits(int inFlight, Duration timeout, int retries);
    bool runToEnd();
    FailureBoard board(bool byHost = false) const { return readFailureBoard(m_project, byHost).value(); }
    BulkChange change(BulkAct act, const JobFilter &filter);
    BulkUndo undo(qint64 change);
    qint64 of(JobState state) const { return m_engine->snapshot().counts.of(state); }

    QString m_closed; ///< nobody listens there
};

void FailureTriageTest::init()
{
    renew();
    QTcpServer port;
    QVERIFY(port.listen(QHostAddress::LocalHost));
    m_closed = QStringLiteral("http://127.0.0.1:%1").arg(port.serverPort());
    port.close();
    setLimits(16, 10s, 0);
}

/// The path may hold a %1.
void FailureTriageTest::add(int count, const QString &path)
{
    QStringList lines;
    for (int i = 0; i < count; ++i)
        lines.append(QString(path).replace(QStringLiteral("%1"), QString::number(i)));
    add(lines);
}

void FailureTriageTest::setLimits(int inFlight, Duration timeout, int retries)
{
    auto options = m_engine->options();
    options.limits.inFlight = inFlight;
    options.limits.perHost = inFlight;
    options.limits.attemptTimeout = timeout;
    options.limits.retries = retries;
    QVERIFY(m_engine->setOptions(options, QStringLiteral("you")));
}

bool FailureTriageTest::runToEnd()
{
    QSignalSpy finished(m_engine.get(), &Engine::runFinished);
    m_engine->start();
    return finished.wait(30'000);
}

BulkChange FailureTriageTest::change(BulkAct act, const JobFilter &filter)
{
    std::optional<BulkChange> answer;
    m_engine->changeJobs(act, filter, this, [&](const Result<BulkChange> &done) { answer = done.value(); });
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(answer, 10'000);
    }();
    return *answer;
}

BulkUndo FailureTriageTest::undo(qint64 change)
{
    std::optional<BulkUndo> answer;
    m_engine->undoChange(change, this, [&](const Result<BulkUndo> &done) { answer = done.value(); });
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(answer, 10'000);
    }();
    return *answer;
}

static const FailureCluster *clusterOf(const FailureBoard &board, ErrorKind kind, const char *part = "")
{
    const auto found = std::ranges::find_if(board.clusters, [&](const FailureCluster &cluster) {
        return cluster.key.kind == kind && cluster.key.pattern.contains(QString::fromUtf8(part));
    });
    return found == board.clusters.end() ? nullptr : &*found;
}

void FailureTriageTest::groupsWhatFailed()
{
    auto options = m_engine->options();
    options.recipe.steps = {{QStringLiteral("hash"), {{QStringLiteral("verify"), QStringLiteral("sum")}}}};
    options.limits.attemptTimeout = 700ms;
    QVERIFY(m_engine->setOptions(options, QStringLiteral("you")));
    auto elsewhere = QUrl(m_base);
    elsewhere.setHost(QStringLiteral("localhost"));
    add(5, m_base + QStringLiteral("/status/404?x=%1"));
    add(2, elsewhere.toString() + QStringLiteral("/status/404?x=%1"));
    add(3, m_base + QStringLiteral("/status/500?x=%1"));
    add(4, m_base + QStringLiteral("/truncate?x=%1"));
    add(3, m_base + QStringLiteral("/reset?x=%1"));
    add(6, m_closed + QStringLiteral("/%1"));
    add(2, m_base + QStringLiteral("/hang?x=%1"));
    add(8, m_base + QStringLiteral("/bytes/1%1"));
    QVERIFY(runToEnd());

    const auto found = board();
    QCOMPARE(found.failures, 33);
    QCOMPARE(found.other, 0);
    const auto *missing = clusterOf(found, ErrorKind::HttpStatus, "404");
    QVERIFY(missing);
    QCOMPARE(missing->count, 7);
    QCOMPARE(missing->hosts, 2);
    QCOMPARE(clusterOf(found, ErrorKind::HttpStatus, "500")->count, 3);
    const auto *refused = clusterOf(found, ErrorKind::Connect);
    QVERIFY(refused);
    QCOMPARE(refused->count, 6);
    QCOMPARE(refused->key.pattern, QStringLiteral("… refused the connection"));
    QCOMPARE(refused->key.phase, std::optional(WaitReason::Connect));
    QCOMPARE(missing->key.phase, std::optional(WaitReason::FirstByte));
    const auto *step = clusterOf(found, ErrorKind::Step);
    QVERIFY(step);
    QCOMPARE(step->count, 8);
    QCOMPARE(step->key.phase, std::optional(WaitReason::CpuRun));
    qint64 late = 0;
    qint64 broken = 0;
    for (const auto &cluster : found.clusters) {
        const auto kind = cluster.key.kind;
        if (kind == ErrorKind::TimeoutFirstByte || kind == ErrorKind::TimeoutAttempt)
            late += cluster.count;
        if (kind == ErrorKind::Protocol)
            broken += cluster.count;
        QVERIFY(!cluster.examples.empty());
        const auto again = parseWhere(whereOf(cluster, {}));
        QCOMPARE(again.value(), filterOf(cluster, {})); // what is printed is what is meant
    }
    QCOMPARE(late, 2);
    QCOMPARE(broken, 7);
    const auto *cut = clusterOf(found, ErrorKind::Protocol, "before the body was complete");
    QVERIFY(cut);
    QCOMPARE(cut->key.phase, std::optional(WaitReason::Body));
    QCOMPARE(clusterOf(board(true), ErrorKind::HttpStatus, "404")->count, 5);
}

void FailureTriageTest::retriesAGroupAndUndoes()
{
    add(4, m_base + QStringLiteral("/status/404?x=%1"));
    add(3, m_base + QStringLiteral("/status/410?x=%1"));
    QVERIFY(runToEnd());
    const auto before = board();
    const auto *gone = clusterOf(before, ErrorKind::HttpStatus, "410");
    QVERIFY(gone);
    const auto retried = change(BulkAct::Requeue, filterOf(gone->key));
    QCOMPARE(retried.jobs, 3);
    QCOMPARE(of(JobState::Queued), 3);
    QCOMPARE(board().failures, 4);
    const auto undone = undo(retried.undo);
    QCOMPARE(undone.jobs, 3);
    QCOMPARE(undone.left, 0);
    const auto after = board();
    QCOMPARE(clusterOf(after, ErrorKind::HttpStatus, "410")->count, 3);
    QCOMPARE(after.to, before.to);
    QVERIFY(change(BulkAct::Requeue, filterOf(gone->key)).jobs == 3);
    QVERIFY(runToEnd()); // and they can still be run
    QCOMPARE(board().failures, 7);
}

/// One place, which a job that takes long has; the others wait behind it, claimed by the run already.
void FailureTriageTest::undoesWhileRunning()
{
    add(30, m_closed + QStringLiteral("/%1"));
    QVERIFY(runToEnd());
    QCOMPARE(of(JobState::Failed), 30);
    setLimits(1, 60s, 0);
    add(1, m_base + QStringLiteral("/delay/30"));
    m_engine->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_engine->snapshot().inFlight, 1, 10'000);
    const auto retried = change(BulkAct::Requeue, filterOf(board().clusters.front().key));
    QCOMPARE(retried.jobs, 30);
    const auto undone = undo(retried.undo);
    QCOMPARE(undone.jobs, 30);
    QCOMPARE(undone.left, 0);
    QCOMPARE(of(JobState::Failed), 30);
    m_engine->stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_engine->runState(), RunState::Idle, 10'000);
    QCOMPARE(of(JobState::Failed), 30);
    QCOMPARE(of(JobState::Queued), 1);
    for (const auto &cluster : board().clusters)
        QCOMPARE(cluster.count, 30);
}

void FailureTriageTest::excludesAHostWhileRunning()
{
    setLimits(2, 60s, 3);
    add(2, m_base + QStringLiteral("/delay/30?x=%1"));
    m_engine->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_engine->snapshot().inFlight, 2, 10'000);
    add(500, m_closed + QStringLiteral("/%1"));
    m_engine->start(); // nothing more: it is running; the jobs are found by the next nudge
    JobFilter host;
    host.states = {JobState::Queued, JobState::Retrying};
    host.hosts = {m_closed};
    const auto excluded = change(BulkAct::Cancel, host);
    QCOMPARE(excluded.jobs, 500);
    QCOMPARE(of(JobState::Cancelled), 500);
    const auto undone = undo(excluded.undo);
    QCOMPARE(undone.jobs, 500);
    QCOMPARE(of(JobState::Cancelled), 0);
    setLimits(40, 60s, 0);
    QTRY_COMPARE_WITH_TIMEOUT(of(JobState::Failed), 500, 20'000); // and each of them is run, once
    m_engine->stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_engine->runState(), RunState::Idle, 10'000);
    QCOMPARE(board().failures, 500);
}

void FailureTriageTest::takesLimitsWithAMark()
{
    add(1, m_base + QStringLiteral("/delay/30"));
    m_engine->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_engine->snapshot().inFlight, 1, 10'000);
    setLimits(16, 20s, 4);
    const auto marked = [this] {
        const auto points = m_engine->snapshot().recent;
        return std::ranges::any_of(points, [](const SeriesPoint &point) {
            return point.mark.contains(QStringLiteral("timeout 10 s → 20 s")) &&
                   point.mark.contains(QStringLiteral("retries 0 → 4"));
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(marked(), 10'000);
}

void FailureTriageTest::remembersWhatIsIgnored()
{
    add(3, m_base + QStringLiteral("/status/404?x=%1"));
    add(2, m_closed + QStringLiteral("/%1"));
    QVERIFY(runToEnd());
    const std::vector keys{clusterOf(board(), ErrorKind::HttpStatus)->key};
    QCOMPARE(failureKeysFromText(toText(keys)), keys);
    m_engine->setValue(QString::fromLatin1(ignoredFailuresKey), toText(keys));
    m_engine.reset();
    const auto found = board();
    QCOMPARE(found.ignored, 3);
    QVERIFY(clusterOf(found, ErrorKind::HttpStatus)->ignored);
    QVERIFY(!clusterOf(found, ErrorKind::Connect)->ignored);
}

void FailureTriageTest::answersNothingOfAClosedProject()
{
    add(3, m_base + QStringLiteral("/bytes/10?x=%1"));
    int answers = 0;
    m_engine->changeJobs(BulkAct::Cancel, {}, this, [&answers](const Result<BulkChange> &) { ++answers; });
    m_engine->close(); // what was asked is done, but its answer would speak of nothing
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
    QVERIFY(m_engine->openExisting(m_project));
    QCOMPARE(of(JobState::Cancelled), 3);
}

QTEST_GUILESS_MAIN(FailureTriageTest)
#include "tst_failuretriage.moc"
