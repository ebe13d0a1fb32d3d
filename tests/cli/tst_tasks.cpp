// sluice-cli tasks, beside a run of another process.
#include "cliprogram.h"
#include "practice/practiceserver.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::test;

class TasksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheTasksOfALiveRun();
    void refusesWhatDoesNotRun();

private:
    QTemporaryDir m_folder;
};

void TasksTest::showsTheTasksOfALiveRun()
{
    PracticeServer server;
    const auto base = server.start().value().toString();
    const auto list = writeLines(m_folder.filePath(QStringLiteral("list.txt")),
                                 {base + QStringLiteral("/hang?1"), base + QStringLiteral("/hang?2")});
    const auto project = m_folder.filePath(QStringLiteral("live.sluice"));
    const auto run = startCli({QStringLiteral("run"), list, QStringLiteral("--project"), project,
                               QStringLiteral("--per-host"), QStringLiteral("1")});
    const auto tasks = [&](const QStringList &options) {
        return runCli(QStringList{QStringLiteral("tasks"), project} + options);
    };
    Ended text;
    const auto shows = [&](const QString &wanted) {
        return (text = tasks({})).out.contains(wanted);
    };
    QTRY_VERIFY_WITH_TIMEOUT(shows(QStringLiteral("an answer, ")), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(shows(QStringLiteral("places in flight: 1 of ")), 20000); // told once in a while
    QCOMPARE(text.code, 0);
    QVERIFY2(text.out.contains(QStringLiteral("job 1")), qPrintable(text.out));
    QVERIFY2(text.out.contains(QStringLiteral("a place under the limits, ")), qPrintable(text.out));
    const auto waitsForItsHost = QStringLiteral("places on hosts, 1 on each: 1, 1 waiting"); // not for the 63 free ones
    QTRY_VERIFY_WITH_TIMEOUT(shows(waitsForItsHost), 20000);
    QVERIFY2(!text.out.contains(QStringLiteral("places in flight: 1 of 64,")), qPrintable(text.out));
    QVERIFY2(tasks({QStringLiteral("--tree")}).out.contains(QStringLiteral("    job 1")), "below the run");
    const auto json = tasks({QStringLiteral("--json")}).summary();
    QVERIFY(json.value(QStringLiteral("live")).toBool());
    QCOMPARE(json.value(QStringLiteral("tasks")).toArray().size(), 3); // the run and its jobs
    run->kill();                                                       // its socket stays behind
    endOf(*run);
    const auto after = tasks({});
    QCOMPARE(after.code, 2);
    QVERIFY2(after.err.contains(QStringLiteral("No run is live")), qPrintable(after.err));
}

void TasksTest::refusesWhatDoesNotRun()
{
    const auto absent = runCli({QStringLiteral("tasks"), m_folder.filePath(QStringLiteral("absent.sluice"))});
    QCOMPARE(absent.code, 2);
    QVERIFY2(absent.err.contains(QStringLiteral("There is no project")), qPrintable(absent.err));
    const auto none = runCli({QStringLiteral("tasks")});
    QCOMPARE(none.code, 2);
    QVERIFY2(none.err.contains(QStringLiteral("Say which project")), qPrintable(none.err));
}

QTEST_GUILESS_MAIN(TasksTest)
#include "tst_tasks.moc"
