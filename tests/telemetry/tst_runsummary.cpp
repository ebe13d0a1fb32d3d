#include "telemetry/runsummary.h"

#include <QJsonDocument>
#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class RunSummaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void jsonIsAsDocumented();
    void textIsForPeople();
    void textOfNothing();
    void rateOfNoTimeIsZero();
};

static RunSummary example()
{
    RunSummary summary;
    summary.jobs = 61'204;
    summary.succeeded = 61'190;
    summary.failed = 8;
    summary.cancelled = 2;
    summary.rejected = 3;
    summary.attempts = 62'000;
    summary.bytes = 1'700'000'000;
    summary.wall = 94s;
    summary.cpu = 12'500ms;
    summary.peakConcurrency = 64;
    summary.peakRssBytes = 48'300'000;
    summary.latency = {12.3456789, 30, 101, 2345};
    summary.waits.add(WaitReason::FirstByte, 4'980s);
    summary.waits.add(WaitReason::Body, 1'000s);
    summary.waits.add(WaitReason::Connect, 17s);
    summary.waits.add(WaitReason::Disk, 3s);
    summary.waits.add(WaitReason::Commit, 90'000s); // which no job waits for
    summary.steps = {{QStringLiteral("hash"), false, 61'190, 7'500ms, 3ms}};
    summary.verdict.kind = VerdictKind::Server;
    summary.verdict.text = QStringLiteral("Waiting on the server.");
    summary.verdict.remedy = QStringLiteral("None.");
    return summary;
}

void RunSummaryTest::jsonIsAsDocumented()
{
    const auto expected = QJsonDocument::fromJson(R"({
        "jobs": 61204, "succeeded": 61190, "failed": 8, "cancelled": 2, "rejected": 3, "attempts": 62000,
        "bytes": 1700000000, "wallSeconds": 94, "cpuSeconds": 12.5, "requestsPerSecond": 659.574, "peakConcurrency": 64,
        "peakRssBytes": 48300000, "latencyMs": {"p50": 12.346, "p90": 30, "p99": 101, "max": 2345},
        "waits": {"backoff": 0, "retry-after": 0, "paused": 0, "global-slot": 0, "host-slot": 0, "rate": 0, "dns": 0, "connect": 17, "tls": 0,
                  "first-byte": 4980, "body": 1000, "cpu-queue": 0, "cpu-run": 0, "child": 0, "disk": 3, "engine": 0, "commit": 90000},
        "steps": {"hash": 7.5},
        "verdict": {"kind": "server", "text": "Waiting on the server.", "remedy": "None."}})");
    QVERIFY(expected.isObject());
    QCOMPARE(QJsonDocument(toJson(example())).toJson(), expected.toJson());
}

void RunSummaryTest::textIsForPeople()
{
    QCOMPARE(toText(example()),
             QStringLiteral("Jobs        61,204: 61,190 succeeded, 8 failed, 2 cancelled, 4 not finished, 3 rejected\n"
                            "Attempts    62,000 in 1 min 34 s (660/s), at most 64 at once\n"
                            "Received    1.7 GB (18.1 MB/s)\n"
                            "Latency     half within 12 ms, 90 % within 30 ms, 99 % within 101 ms, longest 2.3 s\n"
                            "Time spent  83 % waiting for the first byte, 17 % receiving, under 1 % connecting\n"
                            "Machine     processor time 13 s, memory at most 48.3 MB\n"
                            "Verdict     Waiting on the server.\n"
                            "Remedy      None.\n"));
}

void RunSummaryTest::textOfNothing()
{
    QCOMPARE(toText(RunSummary()), QStringLiteral("Jobs        0\n"
                                                  "Attempts    0 in 0 s (0/s), at most 0 at once\n"
                                                  "Received    0 B (0 B/s)\n"
                                                  "Machine     processor time 0 s, memory at most 0 B\n"));
}

void RunSummaryTest::rateOfNoTimeIsZero()
{
    RunSummary summary;
    summary.attempts = 3;
    QCOMPARE(summary.requestsPerSecond(), 0.0);
    QVERIFY(toJson(summary)[QLatin1StringView("requestsPerSecond")].isDouble());
}

QTEST_APPLESS_MAIN(RunSummaryTest)
#include "tst_runsummary.moc"
