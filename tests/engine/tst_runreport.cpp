// The report of a run: whole, harmless, bounded.
#include "engine/projectoptions.h"
#include "engine/report/runcharts.h"
#include "engine/report/runreport.h"
#include "engine/runcomparison.h"

#include "store/projectstore.h"

#include <QCoroTask>
#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

constexpr WallTime someday{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
const auto hostile = QStringLiteral("</style></td><script>alert(1)</script>\" onload=\"x\" javascript:x &amp; \u202E") +
                     QChar(0xFFFE) + QChar(0) + QChar(0xD800);

KeptRun runOf(int length)
{
    KeptRun run;
    run.project = QStringLiteral("list.sluice");
    run.record.id = 3;
    run.record.started = someday;
    run.record.ended = someday + std::chrono::seconds(length);
    run.record.ending = RunEnding::Finished;
    for (int i = 0; i < length; ++i) {
        SeriesPoint point;
        point.run = 3;
        point.second = someday + std::chrono::seconds(i);
        point.finished = 100;
        point.failed = i % 10 == 0 ? 5 : 0;
        point.errors[static_cast<size_t>(ErrorKind::HttpStatus)] = point.failed;
        point.inFlight = 40;
        point.limit = 64;
        point.wanted = 70;
        point.total = {20, 50, 90};
        point.loopLag = 3;
        point.waits.add(WaitReason::FirstByte, 30s);
        point.waits.add(WaitReason::Body, 10s);
        run.series.push_back(point);
    }
    run.record.summary = {
        {QStringLiteral("wallSeconds"), length},
        {QStringLiteral("attempts"), 100 * length},
        {QStringLiteral("latencyMs"), QJsonObject{{QStringLiteral("p50"), 20.0}}},
        {QStringLiteral("waits"), QJsonObject{{QStringLiteral("first-byte"), 30.0 * length}}},
        {QStringLiteral("verdict"), QJsonObject{{QStringLiteral("text"), QStringLiteral("Waiting on the server.")}}}};
    return run;
}

FailureBoard boardOf(const FailureExample &example)
{
    FailureCluster cluster;
    cluster.key = {ErrorKind::HttpStatus, WaitReason::FirstByte, {}, QStringLiteral("The server answered 503")};
    cluster.count = 15;
    cluster.hosts = 1;
    cluster.top = {{QStringLiteral("a.example"), 15}};
    cluster.examples = {example};
    FailureBoard board;
    board.clusters = {cluster};
    board.failures = 17;
    board.other = 2;
    return board;
}

/// All text, and what is wrong with it as XML.
struct Parsed
{
    QString error;
    QString text;
    QStringList elements;
    QStringList attributes; ///< name=value
};

Parsed parse(const QByteArray &html)
{
    Parsed parsed;
    QXmlStreamReader xml(html);
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement) {
            parsed.elements += xml.name().toString();
            for (const auto &attribute : xml.attributes())
                parsed.attributes += attribute.name().toString() + u'=' + attribute.value().toString();
        } else if (token == QXmlStreamReader::Characters) {
            parsed.text += xml.text();
        }
    }
    if (xml.hasError())
        parsed.error = QStringLiteral("%1 at %2").arg(xml.errorString()).arg(xml.lineNumber());
    return parsed;
}

} // namespace

class RunReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatThereWas();
    void hostileTextsStayText();
    void nothingIsLoadedOrRun();
    void aLongRunIsBounded();
    void aRunWithoutAnEndHasAReport();
    void aRunWithoutSecondsHasAReport();
    void aRunWithoutAnEndHasItsOwnFailures();
    void saysHowManySecondsAPointStandsFor();
    void chartsAddUp();
    void gapsAreNoZeros();
    void comparesNumbers();
};

void RunReportTest::tellsWhatThereWas()
{
    auto run = runOf(30);
    run.series[5].mark = QStringLiteral("limit 32 → 64 (you)");
    ProjectOptions options;
    options.limits.inFlight = 48;
    options.recipe.steps = {{QStringLiteral("hash"), {}}, {QStringLiteral("links"), {}}};
    run.record.options = toJson(options);
    run.record.environment = {{QStringLiteral("kernel"), QStringLiteral("linux 6.1")}};
    run.record.summary[QLatin1StringView("verdict")] =
        QJsonObject{{QStringLiteral("text"), QStringLiteral("Waiting on the server.")},
                    {QStringLiteral("evidence"), QJsonArray{QStringLiteral("98 % of the time")}},
                    {QStringLiteral("remedy"), QStringLiteral("More at once.")},
                    {QStringLiteral("gain"), QJsonObject{{QStringLiteral("low"), 0.6}, {QStringLiteral("high"), 0.9}}}};
    const auto parsed = parse(reportOf(
        run, boardOf({JobId(1), QStringLiteral("http://a.example/1?x=1&y=2"), QStringLiteral("503 from the server")})));
    QCOMPARE(parsed.error, QString());
    for (const auto *part : {"list.sluice: Run 3", "finished", "Waiting on the server.", "waiting for the first byte",
                             "limit 32 → 64 (you)", "http://a.example/1?x=1&y=2", "503 from the server",
                             "15 × http-status, waiting for the first byte: The server answered 503", "a.example (15)",
                             "2 others", "98 % of the time", "What would help: More at once.", "+60..90 %", "48",
                             "hash → links", "linux 6.1", "3,000"})
        QVERIFY2(parsed.text.contains(QString::fromUtf8(part)), part);
    QCOMPARE(parsed.elements.count(QStringLiteral("figure")), 7);
    QCOMPARE(parsed.elements.count(QStringLiteral("details")), 7);
    QVERIFY(parsed.attributes.contains(QStringLiteral("aria-label=Throughput. 100/s on average, at most 100/s.")));
}

void RunReportTest::hostileTextsStayText()
{
    auto run = runOf(12);
    run.project = hostile;
    run.series[3].mark = hostile;
    run.record.environment = {{QStringLiteral("os"), hostile}};
    run.record.summary[QLatin1StringView("verdict")] = QJsonObject{{QStringLiteral("text"), hostile}};
    auto board = boardOf({JobId(1), QStringLiteral("javascript:alert(1)") + hostile, hostile + QString(100'000, u'x')});
    board.clusters[0].key.pattern = hostile + QString(100'000, u'x');
    board.clusters[0].top[0].name = hostile;
    const auto html = reportOf(run, board);
    const auto parsed = parse(html);
    QCOMPARE(parsed.error, QString());
    QVERIFY(!parsed.elements.contains(QStringLiteral("script")));
    QCOMPARE(parsed.elements.count(QStringLiteral("style")), 1);
    QVERIFY(!parsed.elements.contains(QStringLiteral("a")));
    QVERIFY(parsed.text.contains(QStringLiteral("javascript:alert(1)"))); // as text
    QVERIFY(!html.contains("<script"));
    QVERIFY(!html.contains("\xE2\x80\xAE")); // the override of direction
    QVERIFY(!html.contains(char(0)));
    QVERIFY(html.size() < 200'000);
    for (const auto &attribute : parsed.attributes)
        QVERIFY2(!attribute.startsWith(u"on"), qUtf8Printable(attribute));
}

void RunReportTest::nothingIsLoadedOrRun()
{
    const auto html = reportOf(runOf(60), {});
    const auto parsed = parse(html);
    QVERIFY(parsed.attributes.join(u'\n').contains(QStringLiteral("default-src 'none'")));
    for (const auto &attribute : parsed.attributes) {
        for (const auto *loading : {"src=", "href=", "style=", "action=", "srcset="})
            QVERIFY2(!attribute.startsWith(QString::fromLatin1(loading)), qUtf8Printable(attribute));
    }
    QVERIFY(!html.contains("url("));
    QVERIFY(!html.contains("@import"));
    // The style sheet is let in by its hash: it must arrive as it was written.
    const auto begin = html.indexOf("<style>") + 7;
    const auto style = html.mid(begin, html.indexOf("</style>") - begin);
    QVERIFY(style.size() > 1000);
    const auto hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
    QVERIFY(html.contains("'sha256-" + hash + "'"));
    QVERIFY(!style.contains('&') && !style.contains('"'));
    // In HTML these would stay open: only elements without content may close themselves.
    static const QRegularExpression selfClosed(QStringLiteral("<(\\w+)(?:\\s[^<>]*)?/>"));
    for (auto found = selfClosed.globalMatch(QString::fromUtf8(html)); found.hasNext();) {
        const auto name = found.next().captured(1);
        QVERIFY2(QStringList({QStringLiteral("meta"), QStringLiteral("br"), QStringLiteral("path")}).contains(name),
                 qUtf8Printable(name));
    }
}

void RunReportTest::aLongRunIsBounded()
{
    auto run = runOf(86'400);
    for (auto &point : run.series)
        point.mark = QStringLiteral("limit 32 → 64 (the controller, since latency fell)");
    const auto html = reportOf(run, {});
    QVERIFY2(html.size() < 2'000'000, QByteArray::number(html.size()).constData());
    const auto charts = chartsOf(run);
    QCOMPARE(charts[0].plot.moments.size(), size_t(600));
    QCOMPARE(parse(html).error, QString());
}

void RunReportTest::aRunWithoutAnEndHasAReport()
{
    auto run = runOf(20);
    run.record.ended.reset();
    run.record.ending.reset();
    run.record.summary = {};
    const auto parsed = parse(reportOf(run, {}));
    QCOMPARE(parsed.error, QString());
    QVERIFY(parsed.text.contains(QStringLiteral("cut off: killed, or a power cut")));
    run.isLive = true;
    QVERIFY(parse(reportOf(run, {})).text.contains(QStringLiteral("How it ended: still running.")));
    QVERIFY(parsed.text.contains(QStringLiteral("before the first byte"))); // the verdict, from the seconds
}

void RunReportTest::aRunWithoutSecondsHasAReport()
{
    auto run = runOf(20);
    run.series.clear();
    const auto parsed = parse(reportOf(run, {}));
    QCOMPARE(parsed.error, QString());
    QVERIFY(!parsed.elements.contains(QStringLiteral("figure")));
}

/// Killed, and followed by another run.
void RunReportTest::aRunWithoutAnEndHasItsOwnFailures()
{
    const QTemporaryDir folder;
    const auto project = folder.filePath(QStringLiteral("list.sluice"));
    {
        auto store = ProjectStore::open(project, ProjectStore::OpenMode::Create).value();
        QVERIFY(store->beginImport(QStringLiteral("list")));
        QVERIFY(store->addJobs(
            {{QUrl(QStringLiteral("http://a/first")), {}}, {QUrl(QStringLiteral("http://a/second")), {}}}));
        QVERIFY(store->finishImport({}));
        for (qint64 job = 1; job <= 2; ++job) {
            RunRecord run;
            run.started = someday + std::chrono::hours(job);
            store->beginRun(run);
            AttemptRecord attempt;
            attempt.job = JobId(job);
            attempt.attempt = 1;
            attempt.state = JobState::Failed;
            attempt.startedAt = run.started + 1s;
            attempt.took = 1s;
            attempt.error = Error{ErrorKind::Dns, QStringLiteral("a has no address")};
            QCoro::waitFor(store->record(attempt, {}));
        }
    }
    const auto page = [&](qint64 run) {
        const auto name = folder.filePath(QStringLiteral("%1.html").arg(run));
        const auto written = writeReport(project, run, name);
        QFile file(name);
        return written && file.open(QIODevice::ReadOnly) ? parse(file.readAll()).text : QString();
    };
    const auto first = page(1);
    QVERIFY(first.contains(QStringLiteral("http://a/first")));
    QVERIFY(!first.contains(QStringLiteral("http://a/second")));
    const auto second = page(2); // the last one: it may go on
    QVERIFY(second.contains(QStringLiteral("http://a/second")));
    QVERIFY(!second.contains(QStringLiteral("http://a/first")));
}

void RunReportTest::saysHowManySecondsAPointStandsFor()
{
    const auto isSaid = [](int length, int each) {
        return parse(reportOf(runOf(length), {}))
            .text.contains(QStringLiteral("Each point stands for %1 seconds.").arg(each));
    };
    QVERIFY(!isSaid(600, 1));
    QVERIFY(isSaid(601, 2));
    QVERIFY(isSaid(1199, 2));
    QVERIFY(isSaid(1201, 3));
}

void RunReportTest::chartsAddUp()
{
    const auto charts = chartsOf(runOf(1500)); // three seconds a point
    const auto &waits = charts[0].plot;
    QCOMPARE(waits.moments.size(), size_t(500));
    QCOMPARE(waits.moments[1], 3.0);
    QCOMPARE(waits.length, 1500.0);
    QCOMPARE(waits.bands.size(), size_t(2));
    QCOMPARE(waits.bands[0].values[7], 30.0); // 30 jobs waited for the first byte
    QCOMPARE(waits.bands[1].values[7], 10.0);
    const auto &throughput = charts[1].plot;
    QCOMPARE(throughput.lines[0].values[7], 100.0);
    double failed = 0;
    for (const auto value : throughput.lines[1].values)
        failed += value * 3;
    QVERIFY(std::abs(failed - 750) < 1e-6);
}

void RunReportTest::gapsAreNoZeros()
{
    auto run = runOf(5);
    run.series[2].total = {};
    const auto charts = chartsOf(run);
    QVERIFY(std::isnan(charts[3].plot.lines[0].values[2]));
    QCOMPARE(charts[3].plot.lines[0].values[3], 90.0);
    QCOMPARE(niceStep(0.7), 1.0);
    QCOMPARE(niceStep(230), 250.0);
    QCOMPARE(niceStep(0), 1.0);
}

void RunReportTest::comparesNumbers()
{
    auto first = runOf(30);
    auto second = runOf(20);
    first.record.options = {{QStringLiteral("limits"), QJsonObject{{QStringLiteral("perHost"), 6}}},
                            {QStringLiteral("fetchEngine"), QStringLiteral("curl")}};
    second.record.options = {{QStringLiteral("limits"), QJsonObject{{QStringLiteral("perHost"), 12}}},
                             {QStringLiteral("fetchEngine"), QStringLiteral("curl")}};
    second.record.summary = {}; // ended without a word: from the seconds
    const QJsonObject rule{{QStringLiteral("host"), QStringLiteral("http://a")}, {QStringLiteral("limit"), 2}};
    const QJsonObject pause{{QStringLiteral("host"), QStringLiteral("https://b")}, {QStringLiteral("paused"), true}};
    first.record.options.insert(QStringLiteral("hosts"), QJsonArray());
    second.record.options.insert(QStringLiteral("hosts"), QJsonArray{rule, pause});
    const auto comparison = compareRuns(first, second);
    const auto hosts = std::ranges::find(comparison.limits, QStringLiteral("hosts"), &ComparedLimit::key);
    QVERIFY(hosts != comparison.limits.end());
    QCOMPARE(hosts->first, QStringLiteral("none"));
    QCOMPARE(hosts->second, QStringLiteral("http://a: 2; b: paused"));
    QCOMPARE(hosts->firstRaw, QStringLiteral("[]"));
    QVERIFY(parse(reportOf(second, {})).text.contains(QStringLiteral("http://a: 2; b: paused")));
    const auto json = toJson(comparison);
    QCOMPARE(json[QLatin1StringView("first")][QLatin1StringView("verdict")].toString(),
             QStringLiteral("Waiting on the server."));
    QVERIFY(json[QLatin1StringView("second")][QLatin1StringView("verdict")].toString().contains(
        QStringLiteral("before the first byte")));
    QCOMPARE(json[QLatin1StringView("second")][QLatin1StringView("started")].toString(),
             QStringLiteral("2026-01-01T00:00:00.000Z"));
    const auto number = [&comparison](const char *key) {
        const auto found = std::ranges::find(comparison.numbers, QString::fromLatin1(key), &ComparedNumber::key);
        return found == comparison.numbers.end() ? ComparedNumber() : *found;
    };
    QCOMPARE(number("wallSeconds").difference(), -10.0);
    QCOMPARE(differenceText(number("wallSeconds")), QStringLiteral("−10 s (−33 %)"));
    QCOMPARE(differenceText({{}, {}, Measure::Count, 2, 22}), QStringLiteral("+20 (+1000 %)"));
    QCOMPARE(differenceText({{}, {}, Measure::Count, 2, 102'256}), QStringLiteral("+102,254 (×51,128)"));
    QCOMPARE(number("requestsPerSecond").first, 100.0);
    QCOMPARE(differenceText(number("requestsPerSecond")), QStringLiteral("the same"));
    QCOMPARE(number("latencyMs.p50").first, 20.0);
    QVERIFY(!number("latencyMs.p50").second);
    QCOMPARE(differenceText(number("latencyMs.p50")), QStringLiteral("—"));
    QCOMPARE(number("errors.http-status").first, 15.0);
    QCOMPARE(number("errors.http-status").second, 10.0);
    QCOMPARE(number("waits.first-byte").second, 600.0);
    QCOMPARE(comparison.limits.size(), size_t(2));
    QCOMPARE(comparison.limits[1].key, QStringLiteral("perHost"));
    QCOMPARE(comparison.limits[1].second, QStringLiteral("12"));
}

QTEST_GUILESS_MAIN(RunReportTest)
#include "tst_runreport.moc"
