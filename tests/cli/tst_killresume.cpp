// The promise of the project file: kill -9 at any moment loses nothing and repeats nothing that was committed.
#include "cliprogram.h"
#include "practice/practiceserver.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace sluice;
using namespace sluice::test;

namespace {

constexpr int jobCount = 600;
constexpr int kills = 12;

} // namespace

class KillResumeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twelveKillsLoseAndRepeatNothing();

private:
    QStringList runArguments(bool resume) const;
    std::set<QString> committed();
    std::map<QString, int> asked() const;

    QTemporaryDir m_folder;
    QString m_project = m_folder.filePath(QStringLiteral("kill.sluice"));
    QString m_base;
};

QStringList KillResumeTest::runArguments(bool resume) const
{
    QStringList arguments{QStringLiteral("run"),
                          QStringLiteral("--project"),
                          m_project,
                          QStringLiteral("--limit"),
                          QStringLiteral("8"),
                          QStringLiteral("--per-host"),
                          QStringLiteral("8"),
                          QStringLiteral("--summary"),
                          QStringLiteral("json"),
                          QStringLiteral("--quiet"),
                          QStringLiteral("--step"),
                          QStringLiteral("hash"),
                          QStringLiteral("--out-dir"),
                          m_folder.filePath(QStringLiteral("out"))};
    if (resume)
        arguments.append(QStringLiteral("--resume"));
    else
        arguments.append(m_folder.filePath(QStringLiteral("list.txt")));
    return arguments;
}

/// The addresses whose result is in the project now.
std::set<QString> KillResumeTest::committed()
{
    const auto table = m_folder.filePath(QStringLiteral("committed.jsonl"));
    const auto ended =
        runCli({QStringLiteral("export"), m_project, QStringLiteral("--to"), table, QStringLiteral("--where"),
                QStringLiteral("state=succeeded"), QStringLiteral("--columns"), QStringLiteral("url")});
    std::set<QString> addresses;
    if (ended.code != 0)
        return addresses;
    for (const auto &row : readRows(table))
        addresses.insert(row.value(QStringLiteral("url")).toString());
    return addresses;
}

/// How often the server was asked for each path, by its own count.
std::map<QString, int> KillResumeTest::asked() const
{
    std::map<QString, int> counts;
    const auto paths = getJson(m_base + QStringLiteral("/stats?paths=1")).value(QStringLiteral("paths")).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path)
        counts[m_base + path.key()] = path.value().toInt();
    return counts;
}

void KillResumeTest::twelveKillsLoseAndRepeatNothing()
{
    PracticeServer server;
    const auto base = server.start();
    QVERIFY(base);
    m_base = base.value().toString();
    QStringList list;
    for (int i = 0; i < jobCount; ++i)
        list.append(QStringLiteral("%1/delay/0.05?i=%2").arg(m_base).arg(i));
    writeLines(m_folder.filePath(QStringLiteral("list.txt")), list);

    QRandomGenerator random(20260101);
    std::set<QString> done;
    std::map<QString, int> before;
    for (int kill = 0; kill < kills; ++kill) {
        const auto process = startCli(runArguments(kill > 0));
        QVERIFY(process->waitForStarted());
        // killed in the middle of its work: after so many more answers, whatever the machine's speed
        const auto target = server.stats().requests + 10 + random.bounded(30);
        QTRY_VERIFY_WITH_TIMEOUT(server.stats().requests >= target || process->state() == QProcess::NotRunning, 20000);
        QCOMPARE(process->state(), QProcess::Running);
        process->kill();
        QVERIFY(process->waitForFinished());

        const auto now = asked();
        for (const auto &address : done)
            QVERIFY2(now.at(address) == before.at(address),
                     qPrintable(address + QStringLiteral(" was asked for again")));
        const auto committedNow = committed();
        QVERIFY(std::ranges::includes(committedNow, done));
        for (const auto &address : committedNow)
            QVERIFY2(now.contains(address), "done without having been asked for");
        done = committedNow;
        before = now;
    }
    QVERIFY(done.size() > size_t(kills)); // the kills came late enough to mean something
    QVERIFY(done.size() < size_t(jobCount));

    auto arguments = runArguments(true);
    const auto table = m_folder.filePath(QStringLiteral("all.jsonl"));
    arguments += {QStringLiteral("--export"), table};
    const auto ended = runCli(arguments);
    QVERIFY2(ended.code == 0, qPrintable(ended.err));

    const auto now = asked();
    for (const auto &address : done)
        QCOMPARE(now.at(address), before.at(address));
    const auto rows = readRows(table);
    QCOMPARE(rows.size(), size_t(jobCount));
    std::set<QString> addresses;
    for (const auto &row : rows) {
        QCOMPARE(row.value(QStringLiteral("state")).toString(), QStringLiteral("succeeded"));
        QVERIFY(QFile::exists(row.value(QStringLiteral("path")).toString()));
        addresses.insert(row.value(QStringLiteral("url")).toString());
    }
    QCOMPARE(addresses, std::set<QString>(list.begin(), list.end()));
}

QTEST_GUILESS_MAIN(KillResumeTest)
#include "tst_killresume.moc"
