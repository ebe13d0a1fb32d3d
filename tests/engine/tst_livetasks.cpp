// The task inspector on a real run: real server, real threads, real socket.
#include "engine/livetaskaddress.h"
#include "engine/livetaskquestion.h"
#include "engine/loopwatch.h"
#include "engine/projecttest.h"
#include "engine/taskinspector.h"
#include "engine/taskjson.h"
#include "engine/taskwatch.h"

#include "async/completion.h"
#include "async/taskscope.h"
#include "core/humanize.h"
#include "core/systemclock.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QLocalServer>
#include <QScopeGuard>
#include <QSemaphore>
#include <QTimer>

using namespace sluice;
using namespace std::chrono_literals;

class LiveTasksTest : public test::ProjectTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { renew(); }
    void listsTheJobsOfARun();
    void cancelsOneJob();
    void cancelsAJobThatWaitsForItsPlace();
    void answersOtherProcesses();
    void asksElsewhereWhereNothingSensibleIsSaid();
    void saysWhenNoRunIsLive();
    void onlyItsUserMayAsk();
    void replacesTheSocketOfAKilledProcess();
    void judgesOnATimer();
    void survivesTheWay();
    void notesAStandstillWithItsFunction();
    void hearsOfWhatHoldsUpALoopThatWaits();
    void letsShortWorkPass();

private:
    void run(int jobs, const char *pathTemplate, int limit);
    std::vector<TaskRow> jobs() const;
    QString m_refusal;
    std::optional<TaskSnapshot> ask();
};

void LiveTasksTest::run(int jobs, const char *pathTemplate, int limit)
{
    add(jobs, pathTemplate);
    auto options = m_engine->options();
    options.limits.inFlight = limit;
    options.limits.perHost = limit;
    QVERIFY(m_engine->setOptions(options, QStringLiteral("you")));
    m_engine->start();
}

std::vector<TaskRow> LiveTasksTest::jobs() const
{
    auto tasks = m_engine->tasks().tasks;
    std::erase_if(tasks, [](const TaskRow &row) { return row.kind != u"job" || row.state == TaskState::Done; });
    return tasks;
}

static qsizetype waitingFor(const std::vector<TaskRow> &rows, const char *what)
{
    return std::ranges::count(rows, QString::fromLatin1(what), &TaskRow::waitingFor);
}

void LiveTasksTest::listsTheJobsOfARun()
{
    run(6, "/hang?%1", 4);
    QTRY_COMPARE(waitingFor(jobs(), awaiting::answer), 4);
    const auto snapshot = m_engine->tasks();
    const auto rows = jobs();
    QCOMPARE(rows.size(), size_t(6));
    QCOMPARE(waitingFor(rows, awaiting::aStart), 2);
    const auto run = std::ranges::find(snapshot.tasks, QStringLiteral("run"), &TaskRow::kind);
    QVERIFY(run != snapshot.tasks.end());
    QCOMPARE(rows[0].parent, run->id);
    QCOMPARE(rows[0].name, QStringLiteral("job 1"));
    QCOMPARE(rows[0].thread, QStringLiteral("engine"));
    QCOMPARE(rows[0].attempt, 1);
    QVERIFY(m_base.startsWith(rows[0].host));
    QVERIFY(rows[0].holdsPlace && !rows[5].holdsPlace);
    QVERIFY(!rows[0].stage.isEmpty());
    QTRY_VERIFY(!m_engine->tasks().resources.empty());
    const auto places = m_engine->tasks().resources.at(0);
    QTRY_COMPARE(m_engine->tasks().resources.at(0).held, 4.0);
    QCOMPARE(m_engine->tasks().resources.at(0).waiters, 2);
    QVERIFY(m_engine->tasks().resources.at(0).longestWait > 0ms);
    QCOMPARE(places.limit, 4.0);
}

void LiveTasksTest::cancelsOneJob()
{
    run(2, "/hang?%1", 2);
    QTRY_COMPARE(waitingFor(jobs(), awaiting::answer), 2);
    QVERIFY(jobs()[0].cancellable);
    m_engine->cancelTask(jobs()[0].id);
    QTRY_COMPARE(jobs().size(), size_t(1));
    QTRY_COMPARE(m_engine->snapshot().counts.of(JobState::Cancelled), qint64(1));
    QCOMPARE(jobs()[0].name, QStringLiteral("job 2"));
    QTRY_COMPARE(m_engine->runState(), RunState::Running); // told by an event
}

void LiveTasksTest::cancelsAJobThatWaitsForItsPlace()
{
    run(2, "/hang?%1", 1);
    QTRY_COMPARE(waitingFor(jobs(), awaiting::answer), 1);
    QTRY_COMPARE(waitingFor(jobs(), awaiting::aStart), 1);
    m_engine->cancelTask(jobs()[1].id);
    QTRY_COMPARE(jobs().size(), size_t(1));
    QTRY_COMPARE(m_engine->snapshot().counts.of(JobState::Cancelled), qint64(1));
}

std::optional<TaskSnapshot> LiveTasksTest::ask()
{
    std::optional<TaskSnapshot> answer;
    m_refusal.clear();
    LiveTaskQuestion question;
    connect(&question, &LiveTaskQuestion::answered, this,
            [&](const QJsonObject &, const TaskSnapshot &snapshot) { answer = snapshot; });
    connect(&question, &LiveTaskQuestion::refused, this, [&](const QString &sentence) { m_refusal = sentence; });
    question.ask(m_project);
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(answer || !m_refusal.isEmpty(), 15000);
    }();
    return answer;
}

void LiveTasksTest::answersOtherProcesses()
{
    run(3, "/hang?%1", 3);
    QTRY_COMPARE(waitingFor(jobs(), awaiting::answer), 3);
    const auto answer = ask();
    QVERIFY2(answer, qPrintable(m_refusal));
    QCOMPARE(waitingFor(answer->tasks, awaiting::answer), 3);
}

/// Whoever listens at the first place hangs up without a word.
void LiveTasksTest::asksElsewhereWhereNothingSensibleIsSaid()
{
    const auto before = qgetenv("XDG_RUNTIME_DIR");
    const QTemporaryDir session;
    run(1, "/hang?%1", 1);
    QTRY_COMPARE(jobs().size(), size_t(1));
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(session.path()));
    const auto restore = qScopeGuard([&before] { qputenv("XDG_RUNTIME_DIR", before); });
    const auto first = liveTaskAddress(m_project);
    QVERIFY(first.startsWith(session.path()));
    QLocalServer mute;
    int asked = 0;
    connect(&mute, &QLocalServer::newConnection, this, [&] {
        ++asked;
        delete mute.nextPendingConnection();
    });
    QVERIFY(mute.listen(first));
    QVERIFY2(ask(), qPrintable(m_refusal));
    QCOMPARE(asked, 1);
}

void LiveTasksTest::saysWhenNoRunIsLive()
{
    QVERIFY(!ask());
    QVERIFY2(m_refusal.contains(QStringLiteral("No run is live")), qPrintable(m_refusal));
    m_engine.reset(); // not even open
    QVERIFY(!ask());
    QVERIFY2(m_refusal.contains(QStringLiteral("No run is live")), qPrintable(m_refusal));
    m_project = m_folder.filePath(QStringLiteral("absent.sluice"));
    QVERIFY(!ask());
    QVERIFY2(m_refusal.contains(QStringLiteral("There is no project")), qPrintable(m_refusal));
}

void LiveTasksTest::onlyItsUserMayAsk()
{
    const auto address = liveTaskAddress(m_project);
    QTRY_VERIFY(QFileInfo::exists(address));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(address).permissions() & others));
    QVERIFY(!(QFileInfo(QFileInfo(address).path()).permissions() & others));
    m_engine->close();
    QTRY_VERIFY(!QFileInfo::exists(address));
}

void LiveTasksTest::replacesTheSocketOfAKilledProcess()
{
    m_engine->close();
    const auto address = liveTaskAddress(m_project);
    QTRY_VERIFY(!QFileInfo::exists(address));
    QFile stale(address);
    QVERIFY(stale.open(QIODevice::WriteOnly));
    QVERIFY(m_engine->open(m_project));
    run(1, "/hang?%1", 1);
    QTRY_COMPARE(jobs().size(), size_t(1));
    QVERIFY2(ask(), qPrintable(m_refusal));
}

static QCoro::Task<> until(Completion<bool> end)
{
    co_await end.wait();
}

void LiveTasksTest::judgesOnATimer()
{
    SystemClock clock;
    TaskInspector inspector(&clock);
    TaskWatch watch(&inspector);
    TaskScope scope(QStringLiteral("test"), {}, inspector.registry());
    const Completion<bool> end;
    scope.spawn(TaskLabel{"deaf"}, [&] { return until(end); });
    scope.cancel();
    watch.setRunLive(true);
    QTRY_VERIFY_WITH_TIMEOUT(!inspector.lints().empty(), 10000); // nobody asked, and nothing happened
    QCOMPARE(inspector.lints()[0].name, QStringLiteral("cancelled-alive"));
    end.complete(true);
    QTRY_COMPARE(scope.remaining(), 0);
}

void LiveTasksTest::survivesTheWay()
{
    TaskSnapshot snapshot;
    snapshot.at = WallTime(1'700'000'000'123ms);
    TaskRow row;
    row.id = 7;
    row.parent = 3;
    row.name = QStringLiteral("job 7");
    row.state = TaskState::Cancelled;
    row.host = QStringLiteral("https://\u202Emoc.example");
    row.waiting = 1'500'007us;
    row.lints = {QStringLiteral("cancelled-alive")};
    snapshot.tasks.push_back(row);
    snapshot.resources.push_back({ResourceRow::Kind::Writer, QStringLiteral("writer"), 20, 3, 2, 5ms});
    snapshot.lints.push_back(
        {QStringLiteral("cancelled-alive"), QStringLiteral("It lives."), QStringLiteral("End it."), {7}});
    snapshot.finished = 12;
    snapshot.dropped = 1;
    const auto read = tasksFromJson(tasksToJson(snapshot));
    QVERIFY(read);
    const auto &back = read.value();
    QCOMPARE(back.at, snapshot.at);
    QCOMPARE(back.tasks.at(0).id, quint64(7));
    QCOMPARE(back.tasks.at(0).parent, quint64(3));
    QCOMPARE(back.tasks.at(0).state, TaskState::Cancelled);
    QCOMPARE(back.tasks.at(0).waiting, row.waiting);
    QCOMPARE(back.tasks.at(0).lints, row.lints);
    QVERIFY(!back.tasks.at(0).host.contains(QChar(0x202E)));
    QCOMPARE(back.resources.at(0).kind, ResourceRow::Kind::Writer);
    QCOMPARE(back.resources.at(0).longestWait, Duration(5ms));
    QCOMPARE(back.lints.at(0).tasks, std::vector<quint64>{7});
    QCOMPARE(back.finished, qint64(12));
    QCOMPARE(back.dropped, qint64(1));
    QVERIFY(tasksFromJson({}).failed());
}

namespace sluice {

/// Exported, so that a stack has its name.
[[gnu::noinline]] void standStill(std::chrono::milliseconds span)
{
    QSemaphore never;
    never.tryAcquire(1, static_cast<int>(span.count()));
}

} // namespace sluice

static std::vector<TaskIncident> stallsAfter(std::chrono::milliseconds work)
{
    SystemClock clock;
    TaskHistory history;
    const LoopWatch watch(&clock, &history);
    bool done = false;
    QTimer::singleShot(20ms, [&] { standStill(work); });
    QTimer::singleShot(100ms + work, [&] { done = true; });
    [&] {
        QTRY_VERIFY(done);
    }();
    return history.events(clock.now()).incidents;
}

void LiveTasksTest::notesAStandstillWithItsFunction()
{
    const auto stalls = stallsAfter(150ms);
    const auto ours = std::ranges::find_if(stalls, [](const auto &stall) { return stall.took >= 150ms; });
    QVERIFY(ours != stalls.end());
#ifndef QT_NO_DEBUG
    QVERIFY2(ours->location.contains(QStringLiteral("standStill")), qPrintable(ours->location));
#endif
}

/// As the window's does; each kind of dispatcher has its own idea of when it is awake.
void LiveTasksTest::hearsOfWhatHoldsUpALoopThatWaits()
{
    SystemClock clock;
    TaskHistory history;
    std::vector<Duration> heard;
    const LoopWatch watch(&clock, &history, [&heard](Duration took) { heard.push_back(took); });
    QEventLoop loop;
    QTimer::singleShot(20ms, [] { standStill(60ms); });
    QTimer::singleShot(1'200ms, &loop, &QEventLoop::quit);
    loop.exec();
    QVERIFY(!heard.empty());
    const auto longest = *std::ranges::max_element(heard);
    QVERIFY2(longest >= 60ms, qPrintable(humanDuration(longest)));
    QVERIFY2(longest < 1'000ms, qPrintable(humanDuration(longest))); // it waited for so long: nothing held it up
    const auto stalls = history.events(clock.now()).incidents;
    QVERIFY(std::ranges::any_of(stalls, [](const auto &stall) { return stall.took >= 60ms; }));
}

void LiveTasksTest::letsShortWorkPass()
{
    for (const auto &stall : stallsAfter(2ms)) // the machine may be busy, but not with this
        QVERIFY2(!stall.location.contains(QStringLiteral("standStill")), qPrintable(stall.location));
}

QTEST_GUILESS_MAIN(LiveTasksTest)
#include "tst_livetasks.moc"
