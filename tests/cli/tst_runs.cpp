// Whole runs of sluice-cli against the practice server, checked against the server's own count.
#include "cliprogram.h"
#include "practice/practiceserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QImage>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace sluice;
using namespace sluice::test;

class RunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void limitsHoldByTheServersCount_data();
    void limitsHoldByTheServersCount();
    void oneHostHasALimitOfItsOwn();
    void bothEnginesFetch_data();
    void bothEnginesFetch();
    void summaryHasTheKeysOfTheContract();
    void readsStandardInput();
    void badLinesAreNamedAndCounted();
    void bodiesAreKeptAndHashed();
    void thumbnailsAreMade();
    void localFilesAreProcessed();
    void faultsAreClassified_data();
    void faultsAreClassified();
    void headersAreSent();
    void eventsTellEveryAttempt();
    void interruptEndsReading();
    void interruptDrainsAndResumes();
    void theSecondInterruptStops();
    void anUnwritableFolderIsRefused();

private:
    QString address(const char *path) const { return m_base + QString::fromLatin1(path); }
    QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir m_folder;
    PracticeServer m_server;
    QString m_base;
};

void RunsTest::initTestCase()
{
    const auto base = m_server.start();
    QVERIFY(base);
    m_base = base.value().toString();
}

void RunsTest::limitsHoldByTheServersCount_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("perHost");
    QTest::addColumn<int>("peak");
    QTest::newRow("one") << 1 << 1 << 1;
    QTest::newRow("five in all") << 5 << 50 << 5;
    QTest::newRow("seven per host") << 50 << 7 << 7;
}

void RunsTest::limitsHoldByTheServersCount()
{
    QFETCH(int, limit);
    QFETCH(int, perHost);
    QFETCH(int, peak);
    PracticeServer server;
    const auto base = server.start().value().toString();
    QStringList list;
    for (int i = 0; i < 8 * peak; ++i)
        list.append(QStringLiteral("%1/delay/0.1?i=%2").arg(base).arg(i));
    const auto ended = runCli({QStringLiteral("run"), writeLines(file("limits.txt"), list), QStringLiteral("--limit"),
                               QString::number(limit), QStringLiteral("--per-host"), QString::number(perHost),
                               QStringLiteral("--summary"), QStringLiteral("json")});
    QCOMPARE(ended.code, 0);
    QCOMPARE(server.stats().requests, list.size());
    QCOMPARE(server.stats().peakInFlight, peak);
    QCOMPARE(ended.summary().value(QStringLiteral("peakConcurrency")).toInt(), peak);
}

void RunsTest::oneHostHasALimitOfItsOwn()
{
    PracticeServer first;
    PracticeServer second;
    const auto a = first.start().value();
    const auto b = second.start().value();
    QStringList list;
    for (int i = 0; i < 24; ++i)
        list.append(QStringLiteral("%1/delay/0.1?i=%2").arg((i % 2 == 0 ? a : b).toString()).arg(i));
    const auto own = QStringLiteral("%1=2").arg(a.authority());
    const auto ended = runCli({QStringLiteral("run"), writeLines(file("hosts.txt"), list),
                               QStringLiteral("--host-limit"), own, QStringLiteral("--per-host"), QStringLiteral("5")});
    QCOMPARE(ended.code, 0);
    QCOMPARE(first.stats().peakInFlight, 2);
    QCOMPARE(second.stats().peakInFlight, 5);
    QVERIFY2(!ended.err.contains(QStringLiteral("--host-limit")), qPrintable(ended.err));
    const auto stray = runCli({QStringLiteral("run"), writeLines(file("stray.txt"), {list.first()}),
                               QStringLiteral("--host-limit"), QStringLiteral("127.0.0.1=2")});
    QCOMPARE(stray.code, 0);
    QVERIFY2(stray.err.contains(QStringLiteral("--host-limit 127.0.0.1=2: no address of this project is on that host; "
                                               "name its port too if it has one.")),
             qPrintable(stray.err));
    for (const auto *wrong : {"example.org", "example.org=many", "=2", "example.org=-1", "http://a/b=2"}) {
        const auto refused = runCli(
            {QStringLiteral("run"), file("hosts.txt"), QStringLiteral("--host-limit"), QString::fromLatin1(wrong)});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains(QStringLiteral("--host-limit")), qPrintable(refused.err));
    }
}

void RunsTest::bothEnginesFetch_data()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("curl") << QStringLiteral("curl");
    QTest::newRow("qt") << QStringLiteral("qt");
}

void RunsTest::bothEnginesFetch()
{
    QFETCH(QString, engine);
    PracticeServer server;
    const auto list = practiceList(server.start().value(), 200);
    const auto ended = runCli({QStringLiteral("run"), writeLines(file("mixed.txt"), list), QStringLiteral("--engine"),
                               engine, QStringLiteral("--per-host"), QStringLiteral("16"), QStringLiteral("--backoff"),
                               QStringLiteral("0.05"), QStringLiteral("--summary"), QStringLiteral("json")});
    QCOMPARE(ended.code, 1); // a few of the practice addresses fail on purpose
    const auto summary = ended.summary();
    QCOMPARE(summary.value(QStringLiteral("jobs")).toInt(), 200);
    QCOMPARE(summary.value(QStringLiteral("succeeded")).toInt() + summary.value(QStringLiteral("failed")).toInt(), 200);
    QVERIFY(summary.value(QStringLiteral("failed")).toInt() < 10);
    QVERIFY(server.stats().requests >= summary.value(QStringLiteral("attempts")).toInt()); // redirects come on top
}

void RunsTest::summaryHasTheKeysOfTheContract()
{
    const auto ended =
        runCli({QStringLiteral("run"), address("/json/1"), QStringLiteral("--summary"), QStringLiteral("json")});
    QCOMPARE(ended.code, 0);
    const auto summary = ended.summary();
    for (const auto *key :
         {"jobs", "succeeded", "failed", "cancelled", "rejected", "attempts", "bytes", "wallSeconds", "cpuSeconds",
          "requestsPerSecond", "peakConcurrency", "peakRssBytes", "latencyMs", "waits", "steps", "verdict"})
        QVERIFY2(summary.contains(QLatin1StringView(key)), key);
    QCOMPARE(summary.value(QStringLiteral("latencyMs")).toObject().keys().join(QLatin1Char(' ')),
             QStringLiteral("max p50 p90 p99"));
    const auto verdict = summary.value(QStringLiteral("verdict")).toObject();
    QVERIFY(!verdict.value(QStringLiteral("kind")).toString().isEmpty());
    QVERIFY(!verdict.value(QStringLiteral("text")).toString().isEmpty());
    QVERIFY(summary.value(QStringLiteral("bytes")).toInt() > 0);
}

void RunsTest::readsStandardInput()
{
    const auto input = (address("/json/1") + QLatin1Char('\n') + address("/json/2") + QLatin1Char('\n')).toUtf8();
    const auto ended = runCli(
        {QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--summary"), QStringLiteral("json")}, input);
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.summary().value(QStringLiteral("succeeded")).toInt(), 2);
}

void RunsTest::badLinesAreNamedAndCounted()
{
    const auto list = writeLines(
        file("bad.txt"), {address("/json/1"), QStringLiteral("nonsense"), QString(), QStringLiteral("ftp://x/y")});
    const auto ended = runCli({QStringLiteral("run"), list, QStringLiteral("--summary"), QStringLiteral("json")});
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.summary().value(QStringLiteral("rejected")).toInt(), 2);
    const auto useless = writeLines(file("useless.txt"), {QStringLiteral("nonsense")});
    QCOMPARE(runCli({QStringLiteral("run"), useless}).code, 2);
    QVERIFY2(ended.err.contains(list + QStringLiteral(":2: ")) && ended.err.contains(list + QStringLiteral(":4: ")),
             qPrintable(ended.err));
}

void RunsTest::bodiesAreKeptAndHashed()
{
    const auto table = file("kept.jsonl");
    const auto ended =
        runCli({QStringLiteral("run"), address("/bytes/100000?seed=1"), address("/gzip"), address("/status/404"),
                QStringLiteral("--step"), QStringLiteral("hash algorithm=sha256"), QStringLiteral("--out-dir"),
                file("kept"), QStringLiteral("--export"), table, QStringLiteral("--quiet")});
    QCOMPARE(ended.code, 1);
    const auto rows = readRows(table);
    QCOMPARE(rows.size(), size_t(3));
    for (int i = 0; i < 2; ++i) {
        QFile kept(rows[size_t(i)].value(QStringLiteral("path")).toString());
        QVERIFY2(kept.open(QIODevice::ReadOnly), qPrintable(kept.fileName()));
        const auto bytes = kept.readAll();
        QCOMPARE(bytes.size(), rows[size_t(i)].value(QStringLiteral("bytes")).toInt());
        QCOMPARE(rows[size_t(i)].value(QStringLiteral("sha256")).toString().toLatin1(),
                 QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }
    QCOMPARE(rows[2].value(QStringLiteral("error_kind")).toString(), QStringLiteral("http-status"));
    const auto left =
        QDir(file("kept") + QStringLiteral("/127.0.0.1_%1").arg(QUrl(m_base).port())).entryList(QDir::Files);
    QVERIFY(left.filter(QStringLiteral(".part")).isEmpty());
}

void RunsTest::thumbnailsAreMade()
{
    const auto table = file("thumbs.jsonl");
    const auto ended =
        runCli({QStringLiteral("run"), address("/image/640/480?seed=3"), address("/json/1"), QStringLiteral("--step"),
                QStringLiteral("thumbnail width=64 format=png"), QStringLiteral("--out-dir"), file("thumbs"),
                QStringLiteral("--export"), table, QStringLiteral("--quiet")});
    QCOMPARE(ended.code, 1);
    const auto rows = readRows(table);
    const QImage thumbnail(rows[0].value(QStringLiteral("path")).toString());
    QCOMPARE(thumbnail.size(), QSize(64, 48));
    QVERIFY(rows[0].value(QStringLiteral("path")).toString().endsWith(QStringLiteral(".png")));
    QCOMPARE(rows[1].value(QStringLiteral("error_kind")).toString(), QStringLiteral("step"));
    QVERIFY(rows[1].value(QStringLiteral("error")).toString().startsWith(QStringLiteral("thumbnail: ")));
}

void RunsTest::localFilesAreProcessed()
{
    const auto name = writeLines(file("letter.bin"), {QStringLiteral("hello")});
    const auto table = file("local.jsonl");
    const auto ended =
        runCli({QStringLiteral("run"), name, QStringLiteral("--step"), QStringLiteral("hash algorithm=md5"),
                QStringLiteral("--export"), table, QStringLiteral("--quiet")});
    QCOMPARE(ended.code, 0);
    QCOMPARE(readRows(table)[0].value(QStringLiteral("md5")).toString(),
             QStringLiteral("b1946ac92492d2347c6235b4d2611184"));
}

void RunsTest::faultsAreClassified_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *url, const char *kind) {
        QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(kind);
    };
    row("/truncate", "protocol");
    row("/reset", "protocol");
    row("/hang", "timeout-first-byte");
    row("/drip?bytes=1000&seconds=30", "timeout-attempt");
    row("/status/500", "http-status");
    row("/redirect/11", "protocol");
    row("http://nothing.invalid/", "dns");
    row("http://127.0.0.1:1/", "connect");
}

void RunsTest::faultsAreClassified()
{
    QFETCH(QString, url);
    QFETCH(QString, kind);
    if (url.startsWith(QLatin1Char('/')))
        url.prepend(m_base);
    const auto table = file("fault.jsonl");
    const auto ended = runCli({QStringLiteral("run"), url, QStringLiteral("--timeout"), QStringLiteral("1"),
                               QStringLiteral("--retries"), QStringLiteral("0"), QStringLiteral("--export"), table,
                               QStringLiteral("--quiet")});
    QCOMPARE(ended.code, 1);
    const auto job = readRows(table).at(0);
    QCOMPARE(job.value(QStringLiteral("error_kind")).toString(), kind);
    QVERIFY(!job.value(QStringLiteral("error")).toString().isEmpty());
}

void RunsTest::headersAreSent()
{
    const auto ended = runCli({QStringLiteral("run"), address("/etag/a"), QStringLiteral("--header"),
                               QStringLiteral("If-None-Match: *"), QStringLiteral("--export"), file("etag.jsonl"),
                               QStringLiteral("--quiet")});
    QCOMPARE(ended.code, 0); // 304 is a success when it was asked for
    QCOMPARE(readRows(file("etag.jsonl")).at(0).value(QStringLiteral("status")).toInt(), 304);
}

void RunsTest::eventsTellEveryAttempt()
{
    const auto ended =
        runCli({QStringLiteral("run"), address("/flaky?fail=2&id=events"), QStringLiteral("--backoff"),
                QStringLiteral("0.01"), QStringLiteral("--events"), QStringLiteral("-"), QStringLiteral("--quiet")});
    QCOMPARE(ended.code, 0);
    QStringList states;
    for (const auto &line : ended.out.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        states.append(QJsonDocument::fromJson(line.toUtf8()).object().value(QStringLiteral("state")).toString());
    QCOMPARE(states.join(QLatin1Char(' ')), QStringLiteral("retrying retrying succeeded"));
}

void RunsTest::interruptEndsReading()
{
    const auto process = startCli({QStringLiteral("run"), QStringLiteral("-")}); // nobody ever writes to it
    QVERIFY(process->waitForStarted());
    QTest::qWait(300); // until it reads: nothing tells from outside
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    const auto ended = endOf(*process, std::chrono::seconds(10));
    QCOMPARE(ended.code, 3);
    QVERIFY(ended.err.contains(QStringLiteral("nothing of that list was added")));
}

void RunsTest::interruptDrainsAndResumes()
{
    PracticeServer server;
    const auto base = server.start().value().toString();
    QStringList list;
    for (int i = 0; i < 40; ++i)
        list.append(QStringLiteral("%1/delay/0.2?i=%2").arg(base).arg(i));
    const auto project = file("drain.sluice");
    const auto process =
        startCli({QStringLiteral("run"), writeLines(file("drain.txt"), list), QStringLiteral("--project"), project,
                  QStringLiteral("--limit"), QStringLiteral("4"), QStringLiteral("--summary"), QStringLiteral("json")});
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().requests >= 6, 10000);
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    const auto ended = endOf(*process);
    QCOMPARE(ended.code, 3);
    const auto done = ended.summary().value(QStringLiteral("succeeded")).toInt();
    QCOMPARE(server.stats().requests, done); // what was in flight was finished
    const auto resumed = runCli({QStringLiteral("run"), QStringLiteral("--project"), project,
                                 QStringLiteral("--resume"), QStringLiteral("--summary"), QStringLiteral("json")});
    QCOMPARE(resumed.code, 0);
    QCOMPARE(resumed.summary().value(QStringLiteral("succeeded")).toInt(), 40 - done);
    QCOMPARE(server.stats().requests, 40);
}

void RunsTest::theSecondInterruptStops()
{
    const auto project = file("stop.sluice");
    const auto before = m_server.stats().inFlight;
    const auto process = startCli({QStringLiteral("run"), address("/hang?stop"), QStringLiteral("--project"), project});
    QTRY_COMPARE_WITH_TIMEOUT(m_server.stats().inFlight, before + 1, 10000);
    const auto id = static_cast<pid_t>(process->processId());
    ::kill(id, SIGINT);
    QByteArray said;
    QVERIFY(QTest::qWaitFor([&] { return (said += process->readAllStandardError()).contains("once more"); }, 10000));
    ::kill(id, SIGINT);
    QCOMPARE(endOf(*process, std::chrono::seconds(10)).code, 3);
    const auto status = runCli({QStringLiteral("status"), project, QStringLiteral("--json")});
    QCOMPARE(status.summary().value(QStringLiteral("queued")).toInt(), 1);
}

void RunsTest::anUnwritableFolderIsRefused()
{
    const auto ended = runCli({QStringLiteral("run"), address("/json/1"), QStringLiteral("--out-dir"),
                               QStringLiteral("/proc/sluice"), QStringLiteral("--quiet")});
    QCOMPARE(ended.code, 4);
    QVERIFY2(ended.err.contains(QStringLiteral("/proc/sluice")), qPrintable(ended.err));
}

QTEST_GUILESS_MAIN(RunsTest)
#include "tst_runs.moc"
