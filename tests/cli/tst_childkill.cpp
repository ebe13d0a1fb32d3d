// A child process may be killed at any moment: its body goes to another one, and nothing is lost.
#include "cliprogram.h"
#include "practice/practiceserver.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <csignal>
#include <set>

using namespace sluice;
using namespace sluice::test;

namespace {

constexpr int pictures = 60;
constexpr size_t kills = 6;

/// Child processes of that process.
std::set<qint64> childrenOf(qint64 process)
{
    std::set<qint64> children;
    QDirIterator threads(QStringLiteral("/proc/%1/task").arg(process), QDir::Dirs | QDir::NoDotAndDotDot);
    while (threads.hasNext()) {
        QFile list(threads.next() + QStringLiteral("/children"));
        if (!list.open(QIODevice::ReadOnly))
            continue;
        for (const auto &child : list.readAll().simplified().split(' ')) {
            if (child.toLongLong() > 0)
                children.insert(child.toLongLong());
        }
    }
    return children;
}

qsizetype filesIn(const QString &folder)
{
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    qsizetype count = 0;
    while (files.hasNext()) {
        files.next();
        ++count;
    }
    return count;
}

} // namespace

class ChildKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedChildrenLoseNothing();
};

void ChildKillTest::killedChildrenLoseNothing()
{
    const QTemporaryDir folder;
    PracticeServer server;
    const auto base = server.start(0);
    QVERIFY(base);
    QStringList addresses;
    for (int i = 0; i < pictures; ++i)
        addresses.append(base.value().resolved(QUrl(QStringLiteral("/image/1600/1200?seed=%1").arg(i))).toString());
    const auto list = writeLines(folder.filePath(QStringLiteral("list.txt")), addresses);
    const auto table = folder.filePath(QStringLiteral("table.jsonl"));
    const auto kept = folder.filePath(QStringLiteral("kept"));
    const auto program = startCli({QStringLiteral("run"), list, QStringLiteral("--threads"), QStringLiteral("2"),
                                   QStringLiteral("--step"), QStringLiteral("thumbnail width=1000 format=png"),
                                   QStringLiteral("--out-dir"), kept, QStringLiteral("--export"), table,
                                   QStringLiteral("--summary"), QStringLiteral("json"), QStringLiteral("--quiet")});
    std::set<qint64> killed;
    qsizetype finishedAtLastKill = -1;
    while (program->state() != QProcess::NotRunning && killed.size() < kills) {
        QTest::qWait(1);
        const auto finished = filesIn(kept);
        if (finished <= finishedAtLastKill) // one that was killed twice in a row would be given up
            continue;
        for (const auto child : childrenOf(program->processId())) {
            if (killed.contains(child))
                continue;
            ::kill(static_cast<pid_t>(child), SIGKILL);
            killed.insert(child);
            finishedAtLastKill = finished + 4; // those in flight get a child that lives
            break;
        }
    }
    const auto ended = endOf(*program);
    QVERIFY2(killed.size() == kills, qPrintable(ended.out + ended.err));
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.summary().value(QStringLiteral("succeeded")).toInt(), pictures);
    const auto rows = readRows(table);
    QCOMPARE(rows.size(), size_t(pictures));
    for (const auto &row : rows) {
        QCOMPARE(row.value(QStringLiteral("thumbnail_width")).toInt(), 1000);
        QVERIFY(QFile::exists(row.value(QStringLiteral("path")).toString()));
    }
    QVERIFY(QDir(kept).entryList({QStringLiteral(".sluice-*")}, QDir::Dirs | QDir::Hidden).isEmpty());
}

QTEST_GUILESS_MAIN(ChildKillTest)
#include "tst_childkill.moc"
