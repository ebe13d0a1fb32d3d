// What charts say of a run, without drawing it.
#include "tests/ui/runstory.h"
#include "ui/charts/chartspecs.h"
#include "ui/charts/charttable.h"
#include "ui/charts/decimation.h"
#include "ui/charts/timeline.h"
#include "ui/charts/waitbands.h"

#include <QFile>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace sluice;

class TestChartSpecs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void everyReasonIsInOneBand();
    void noChartHasMoreThanEightCurves();
    void aSentenceSumsUpEachChart_data();
    void aSentenceSumsUpEachChart();
    void anEmptyStretchIsSaidToBe();
    void theGapHasTheColourOfItsCause();
    void theTableHoldsEverySecondShown();
    void tablesAreWrittenAsFiles();
    void thinningLosesNoPeak();
    void aRunFindsItsSeconds();
    void followingMovesAlongAndHoldingDoesNot();
    void zoomingKeepsTheMomentInPlace();
    void draggingShowsThatStretchAndResetComesBack();
    void theCursorStaysInTheRun();
};

namespace {

ChartSpec specNamed(const QString &title)
{
    for (auto &&spec : {waitsChart(), concurrencyChart(), latencyChart(LatencyPhase::FirstByte), errorsChart(),
                        processorChart(4), queuesChart(), loopLagChart()}) {
        if (spec.title == title)
            return spec;
    }
    qFatal("There is no such chart.");
}

} // namespace

void TestChartSpecs::everyReasonIsInOneBand()
{
    std::multiset<WaitReason> found;
    for (const auto &band : waitBands())
        found.insert(band.reasons.begin(), band.reasons.end());
    for (const auto reason : allWaitReasons)
        QCOMPARE(found.count(reason), reason == WaitReason::Commit ? 0U : 1U);
    QCOMPARE(waitBands().size(), waitBandCount);
}

void TestChartSpecs::noChartHasMoreThanEightCurves()
{
    std::set<QString> titles;
    for (const auto &spec : {waitsChart(), concurrencyChart(), latencyChart(LatencyPhase::Total), errorsChart(),
                             processorChart(4), queuesChart(), loopLagChart()}) {
        QVERIFY(spec.curves.size() <= 8 && !spec.curves.empty());
        QVERIFY(!spec.what.isEmpty());
        QVERIFY(titles.insert(spec.title).second);
        for (const auto &curve : spec.curves)
            QVERIFY(!curve.name.isEmpty() && !curve.column.isEmpty() && curve.colour < 8);
    }
}

void TestChartSpecs::aSentenceSumsUpEachChart_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *title, const char *sentence) {
        QTest::newRow(title) << QString::fromUtf8(title) << QString::fromUtf8(sentence);
    };
    row("What jobs wait for",
        "Over 1 min 0 s jobs spent their time thus: place on host 63 %, first byte 28 %, body 9 %; "
        "the most on waiting for a free place on the host 63 %.");
    row("In flight", "On average 24 in flight of 64 wanted, at most 32; the limit is 64; what was missing was waiting "
                     "for a free place on the host.");
    row("Latency", "First byte: half of the seconds had a p50 under 100 ms; the p99 was at most 206 ms.");
    row("Failed attempts", "6 of 7200 attempts failed: Not in time 6.");
    row("Processor", "Sluice kept 0.5 of 4 cores busy on average, 0.5 at most; 1 of the computing threads had work.");
    row("Queues", "At most 48 jobs waited to be admitted, 0 bodies to be computed, 0 files for the disk, 0 records for "
                  "the project.");
    row("Loop lag", "The engine was at most 80 ms late, the window 4 ms.");
}

void TestChartSpecs::aSentenceSumsUpEachChart()
{
    QFETCH(QString, title);
    QFETCH(QString, sentence);
    QCOMPARE(specNamed(title).summary(test::runStory(60)), sentence);
}

void TestChartSpecs::anEmptyStretchIsSaidToBe()
{
    const std::vector<SeriesPoint> quiet(3);
    QVERIFY(waitsChart().summary(quiet).startsWith(QStringLiteral("No job")));
    QVERIFY(latencyChart(LatencyPhase::Body).summary(quiet).startsWith(QStringLiteral("Nothing was measured")));
    QVERIFY(concurrencyChart().summary({}).startsWith(QStringLiteral("Nothing was in flight")));
    QCOMPARE(chartNumber(CurveUnit::Milliseconds, qQNaN()), QStringLiteral("–"));
}

void TestChartSpecs::theGapHasTheColourOfItsCause()
{
    const auto spec = concurrencyChart();
    const auto heightOf = [&spec](const char *column, const SeriesPoint &point) {
        for (const auto &curve : spec.curves) {
            if (curve.column == QLatin1StringView(column))
                return curve.value(point) - curve.base(point);
        }
        return -1.0;
    };
    auto point = test::runStory(1).front();
    QCOMPARE(heightOf("gap_host_slot", point), 48.0);
    QCOMPARE(heightOf("gap_global_slot", point), 0.0);
    point.waits.add(WaitReason::Rate, std::chrono::seconds(100));
    QCOMPARE(heightOf("gap_host_slot", point), 0.0);
    QCOMPARE(heightOf("gap_held_back", point), 48.0);
}

void TestChartSpecs::theTableHoldsEverySecondShown()
{
    const RunSeries series(test::runStory(60), test::storyEnd(60), true);
    const auto table = chartTable(concurrencyChart(), series, 20, 40);
    QCOMPARE(table.columns,
             QStringList({QStringLiteral("time"), QStringLiteral("seconds"), QStringLiteral("gap_global_slot"),
                          QStringLiteral("gap_host_slot"), QStringLiteral("gap_held_back"), QStringLiteral("in_flight"),
                          QStringLiteral("wanted"), QStringLiteral("limit"), QStringLiteral("mark")}));
    QCOMPARE(table.rows.size(), 21U);
    QCOMPARE(table.rows.front()[1].toDouble(), 20.0);
    QCOMPARE(table.rows.back()[1].toDouble(), 40.0);
    QCOMPARE(table.rows.front()[5].toInt(), 16);
    QCOMPARE(table.rows.back()[5].toInt(), 32);
    QCOMPARE(table.rows[11][8].toString(), QStringLiteral("per host 16 → 32 (you)"));
    QCOMPARE(toText(table).count(u'\n'), 22);

    ChartTableModel model(table, nullptr);
    QCOMPARE(model.rowCount(), 21);
    QCOMPARE(model.headerData(5, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("in_flight"));
    QCOMPARE(model.index(0, 5).data().toString(), QStringLiteral("16"));
}

void TestChartSpecs::tablesAreWrittenAsFiles()
{
    const QTemporaryDir folder;
    const auto fileName = folder.filePath(QStringLiteral("waits.csv"));
    const RunSeries series(test::runStory(60), test::storyEnd(60), true);
    QVERIFY(saveTable(chartTable(waitsChart(), series, 0, 60), fileName));
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 61);
    QVERIFY(lines[0].startsWith("time,seconds,held_back,"));
    QVERIFY(lines[1].contains(",48,"));
    QVERIFY(!saveTable(chartTable(waitsChart(), series, 0, 60), folder.filePath(QStringLiteral("waits.unknown"))));
}

void TestChartSpecs::thinningLosesNoPeak()
{
    QList<QPointF> points;
    for (int i = 0; i < 3'600; ++i)
        points.append({double(i), i == 1'234 ? 99.0 : double(i % 5)});
    const auto thin = peaksOfColumns(points, 0, 3'600, 300);
    QVERIFY(thin.size() <= 604);
    QVERIFY(thin.contains(QPointF(1'234, 99)));
    QVERIFY(std::is_sorted(thin.begin(), thin.end(), [](auto a, auto b) { return a.x() < b.x(); }));
    const auto means = meansOfColumns(points, 0, 3'600, 300);
    QVERIFY(means.size() <= 302);
    QCOMPARE(peaksOfColumns(points.mid(0, 100), 0, 100, 300).size(), 100);
    QCOMPARE(means[0].y(), (0 + 1 + 2 + 3 + 4 + 0 + 1 + 2 + 3 + 4 + 0 + 1) / 12.0);
}

void TestChartSpecs::aRunFindsItsSeconds()
{
    RunSeries series(test::runStory(100), test::storyEnd(100), false);
    QCOMPARE(series.length(), 100.0);
    QCOMPARE(series.nearest(40.2)->second, test::storyBegins + std::chrono::seconds(39));
    QCOMPARE(series.nearest(200), nullptr);
    QCOMPARE(series.timeOf(series.momentAt(12.5)), 12.5);
    const auto all = test::runStory(120);
    series.append(all);
    QCOMPARE(series.points(), all);
    RunSeries late({all.begin() + 50, all.end()}, test::storyEnd(120), false);
    late.prepend(all);
    QCOMPARE(late.points(), all);
}

void TestChartSpecs::followingMovesAlongAndHoldingDoesNot()
{
    Timeline timeline(nullptr);
    timeline.setLength(20);
    QCOMPARE(timeline.from(), 0.0);
    QCOMPARE(timeline.to(), 30.0);
    timeline.setLength(700);
    QCOMPARE(timeline.from(), 100.0);
    timeline.setLength(701);
    QCOMPARE(timeline.to(), 701.0);
    timeline.setPaused(true);
    timeline.setLength(800);
    QCOMPARE(timeline.to(), 701.0);
    timeline.setPaused(false);
    timeline.setLength(801);
    QCOMPARE(timeline.to(), 801.0);
    timeline.pan(-100);
    QVERIFY(!timeline.isFollowing());
    timeline.setLength(900);
    QCOMPARE(timeline.to(), 701.0);
    timeline.setFollowing(true);
    QCOMPARE(timeline.to(), 900.0);
}

void TestChartSpecs::zoomingKeepsTheMomentInPlace()
{
    Timeline timeline(nullptr);
    timeline.setLength(600);
    timeline.show(100, 500);
    const QSignalSpy changed(&timeline, &Timeline::rangeChanged);
    timeline.zoom(0.5, 200);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(timeline.from(), 150.0);
    QCOMPARE(timeline.to(), 350.0);
    for (int i = 0; i < 20; ++i)
        timeline.zoom(0.5, 200);
    QCOMPARE(timeline.to() - timeline.from(), Timeline::shortest);
    for (int i = 0; i < 20; ++i)
        timeline.zoom(2, 200);
    QCOMPARE(timeline.to() - timeline.from(), 600.0);
    QCOMPARE(timeline.to(), 600.0);
}

void TestChartSpecs::draggingShowsThatStretchAndResetComesBack()
{
    Timeline timeline(nullptr);
    timeline.setLength(600);
    timeline.show(100, 160);
    QCOMPARE(timeline.from(), 100.0);
    QCOMPARE(timeline.to(), 160.0);
    QVERIFY(!timeline.isFollowing());
    timeline.reset();
    QCOMPARE(timeline.from(), 0.0);
    QCOMPARE(timeline.to(), 600.0);
    QVERIFY(timeline.isFollowing());
    timeline.setHome(120);
    QCOMPARE(timeline.from(), 480.0);
}

void TestChartSpecs::theCursorStaysInTheRun()
{
    Timeline timeline(nullptr);
    timeline.setLength(60);
    timeline.setCursor(90);
    QCOMPARE(timeline.cursor(), std::optional(60.0));
    const QSignalSpy moved(&timeline, &Timeline::cursorChanged);
    timeline.setCursor(60);
    QCOMPARE(moved.size(), 0);
    timeline.setCursor(std::nullopt);
    QCOMPARE(moved.size(), 1);
}

QTEST_GUILESS_MAIN(TestChartSpecs)
#include "tst_chartspecs.moc"
