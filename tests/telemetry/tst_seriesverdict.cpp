#include "telemetry/seriesverdict.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class SeriesVerdictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sumsAndMeans();
    void theStretchEndsAtTheMoment();
    void judgesAsTheLiveOne();
    void nothingIsTooLittle();
};

namespace {

constexpr WallTime someday{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

std::vector<SeriesPoint> seconds(int count, WaitReason reason)
{
    std::vector<SeriesPoint> series;
    for (int i = 0; i < count; ++i) {
        SeriesPoint point;
        point.second = someday + std::chrono::seconds(i);
        point.finished = 10 + i;
        point.failed = i;
        point.inFlight = 28 + i; // of these 30 s, some are spent computing, with no place in flight
        point.wanted = point.inFlight + (i < 3 ? 1 : 0);
        point.limit = 40;
        point.cpuSlots = 2;
        point.cpuBusy = i % 2;
        point.waits.add(reason, 30s);
        series.push_back(point);
    }
    return series;
}

} // namespace

void SeriesVerdictTest::sumsAndMeans()
{
    const auto input = verdictInputOf(seconds(4, WaitReason::Body), {6, 2.5});
    QCOMPARE(input.wall, Duration(4s));
    QCOMPARE(input.attempts, 10 + 11 + 12 + 13);
    QCOMPARE(input.failed, 0 + 1 + 2 + 3);
    QCOMPARE(input.meanInFlight, 29.5);
    QCOMPARE(input.meanCpuBusy, 0.5);
    QCOMPARE(input.limit, 40);
    QCOMPARE(input.threads, 2);
    QCOMPARE(input.perHost, 6);
    QCOMPARE(input.ratePerSecond, 2.5);
    QVERIFY(input.moreWaiting); // in three seconds of four
    QVERIFY(!verdictInputOf(seconds(6, WaitReason::Body), {}).moreWaiting);
}

void SeriesVerdictTest::theStretchEndsAtTheMoment()
{
    const auto series = seconds(30, WaitReason::Body);
    const auto stretch = stretchBefore(series, someday + 20s, 10s);
    QCOMPARE(stretch.size(), size_t(10));
    QCOMPARE(stretch.front().second, someday + 10s);
    QCOMPARE(stretch.back().second, someday + 19s); // the second of 20 is not over
    QCOMPARE(stretchBefore(series, someday + 4s, 10s).size(), size_t(4));
    QVERIFY(stretchBefore(series, someday, 10s).empty());
    QVERIFY(stretchBefore({}, someday, 10s).empty());
}

void SeriesVerdictTest::judgesAsTheLiveOne()
{
    QCOMPARE(judge(verdictInputOf(seconds(10, WaitReason::FirstByte), {})).kind, VerdictKind::Server);
    QCOMPARE(judge(verdictInputOf(seconds(10, WaitReason::Body), {})).kind, VerdictKind::Bandwidth);
}

void SeriesVerdictTest::nothingIsTooLittle()
{
    QCOMPARE(judge(verdictInputOf({}, {})).kind, VerdictKind::None);
}

QTEST_GUILESS_MAIN(SeriesVerdictTest)
#include "tst_seriesverdict.moc"
