// sluice-cli failures, and that what it prints is what retry takes.
#include "cliprogram.h"
#include "practice/practiceserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::test;

class FailuresCliTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void groupsWhatFailed();
    void aGroupCanBeRetried();
    void explainsWrongUsage();
    void saysWhenNothingFailed();

private:
    QString m_project;
    QTemporaryDir m_folder;
    PracticeServer m_server;
};

void FailuresCliTest::initTestCase()
{
    const auto base = m_server.start().value().toString();
    QStringList lines;
    for (int i = 0; i < 4; ++i)
        lines.append(base + QStringLiteral("/status/404?x=%1").arg(i));
    lines += {base + QStringLiteral("/truncate?a"), base + QStringLiteral("/truncate?b"),
              base + QStringLiteral("/bytes/10")};
    m_project = m_folder.filePath(QStringLiteral("list.sluice"));
    const auto list = writeLines(m_folder.filePath(QStringLiteral("list.txt")), lines);
    const auto ended = runCli({QStringLiteral("run"), list, QStringLiteral("--project"), m_project,
                               QStringLiteral("--retries"), QStringLiteral("0"), QStringLiteral("--quiet")});
    QCOMPARE(ended.code, 1);
}

void FailuresCliTest::groupsWhatFailed()
{
    const auto text = runCli({QStringLiteral("failures"), m_project});
    QCOMPARE(text.code, 0);
    QVERIFY2(text.out.contains(QStringLiteral("http-status")), qPrintable(text.out));
    QVERIFY2(text.out.contains(QStringLiteral("answered 404 Not Found.")), qPrintable(text.out));
    QVERIFY2(text.out.contains(QStringLiteral("6 jobs failed")), qPrintable(text.out));
    QVERIFY2(text.out.contains(QStringLiteral("state=failed,error_kind=CLASS,phase=PHASE")), qPrintable(text.out));
    QVERIFY2(text.out.contains(QStringLiteral("--where 'state=failed,error_kind=http-status,phase=first-byte,error=")),
             qPrintable(text.out));
    QVERIFY2(text.out.contains(QStringLiteral("N stands for any number, ")), qPrintable(text.out));

    const auto json =
        runCli({QStringLiteral("failures"), m_project, QStringLiteral("--json"), QStringLiteral("--by-host")});
    QCOMPARE(json.code, 0);
    const auto board = QJsonDocument::fromJson(json.out.toUtf8()).object();
    QCOMPARE(board.value(QLatin1StringView("failures")).toInt(), 6);
    const auto groups = board.value(QLatin1StringView("groups")).toArray();
    QCOMPARE(groups.size(), 2);
    const auto largest = groups.first().toObject();
    QCOMPARE(largest.value(QLatin1StringView("count")).toInt(), 4);
    QCOMPARE(largest.value(QLatin1StringView("error_kind")).toString(), QStringLiteral("http-status"));
    QVERIFY(largest.value(QLatin1StringView("host")).toString().startsWith(QStringLiteral("http://127.0.0.1:")));
    QCOMPARE(largest.value(QLatin1StringView("examples")).toArray().size(), 3);
    QCOMPARE(largest.value(QLatin1StringView("trend")).toArray().size(), 10);
}

void FailuresCliTest::aGroupCanBeRetried()
{
    const auto json = runCli({QStringLiteral("failures"), m_project, QStringLiteral("--json")});
    const auto groups =
        QJsonDocument::fromJson(json.out.toUtf8()).object().value(QLatin1StringView("groups")).toArray();
    const auto smaller = groups.last().toObject();
    QCOMPARE(smaller.value(QLatin1StringView("count")).toInt(), 2);
    const auto where = smaller.value(QLatin1StringView("where")).toString();
    const auto retried = runCli({QStringLiteral("retry"), m_project, QStringLiteral("--where"), where});
    QCOMPARE(retried.code, 0);
    QVERIFY2(retried.out.startsWith(QStringLiteral("2 jobs")), qPrintable(retried.out));
    const auto rest = runCli({QStringLiteral("failures"), m_project, QStringLiteral("--json")});
    QCOMPARE(QJsonDocument::fromJson(rest.out.toUtf8()).object().value(QLatin1StringView("failures")).toInt(), 4);
}

void FailuresCliTest::explainsWrongUsage()
{
    QCOMPARE(runCli({QStringLiteral("failures")}).code, 2);
    QCOMPARE(runCli({QStringLiteral("failures"), QStringLiteral("/nowhere.sluice")}).code, 2);
    const auto phase =
        runCli({QStringLiteral("retry"), m_project, QStringLiteral("--where"), QStringLiteral("phase=lunch")});
    QCOMPARE(phase.code, 2);
    QVERIFY2(phase.err.contains(QStringLiteral("first-byte")), qPrintable(phase.err));
    const auto help = runCli({QStringLiteral("failures"), QStringLiteral("--help")});
    for (const auto *option : {"--json", "--by-host"})
        QVERIFY2(help.out.contains(QString::fromLatin1(option)), option);
}

void FailuresCliTest::saysWhenNothingFailed()
{
    const auto project = m_folder.filePath(QStringLiteral("good.sluice"));
    const auto list =
        writeLines(m_folder.filePath(QStringLiteral("good.txt")), {QStringLiteral("http://127.0.0.1:9/")});
    QCOMPARE(runCli({QStringLiteral("import"), project, list}).code, 0);
    QVERIFY(runCli({QStringLiteral("failures"), project}).out.contains(QStringLiteral("No job has failed.")));
}

QTEST_GUILESS_MAIN(FailuresCliTest)
#include "tst_failurelist.moc"
