#include "telemetry/gain.h"

#include <QTest>

#include <chrono>
#include <cmath>

using namespace sluice;

class GainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutARecordItIsWide();
    void aServerThatKeepsItsTimeScales();
    void aServerThatIsFullDoesNot();
    void oneLevelTellsNothing();
    void theFirstAnswersDoNotCount();
    void theProcessorIsTheMost();
    void steadyLatenciesLeaveLittleInDoubt();
    void latenciesThatDifferMayBeALine();
    void whatIsSpentInOurOwnQueuesIsALine();
    void aFullLineShowsInNoLatency();
    void aLineThatIsNeverEmptyMayTakeAll();
    void chanceIsOfTheCount();
    void wordsAreForPeople();
};

static std::vector<LoadSample> seconds(std::initializer_list<std::pair<double, double>> levels)
{
    std::vector<LoadSample> history{{1, 1}};
    for (const auto &[inFlight, perSecond] : levels)
        history.insert(history.end(), 5, {inFlight, perSecond});
    return history;
}

void GainTest::withoutARecordItIsWide()
{
    const auto gain = gainOf(2, 2, growthOf(std::vector<LoadSample>()), 100, 0.01);
    QCOMPARE(gain.low, 0.40); // √2, less the noise, outwards
    QCOMPARE(gain.high, 1.05);
}

void GainTest::aServerThatKeepsItsTimeScales()
{
    const auto growth = growthOf(seconds({{4, 8}, {8, 16}}));
    QVERIFY(growth.source == Growth::Source::History);
    QCOMPARE(growth.high, 1.0);
    QVERIFY(std::abs(growth.low - 0.85) < 0.001);
}

void GainTest::aServerThatIsFullDoesNot()
{
    const auto growth = growthOf(seconds({{4, 8}, {8, 8}}));
    QVERIFY(growth.source == Growth::Source::History);
    QCOMPARE(growth.low, 0.0);
    const auto gain = gainOf(2, 2, growth, 100, 0.01);
    QVERIFY(gain.contains(0));
    QVERIFY(gain.high <= 0.15);
}

void GainTest::oneLevelTellsNothing()
{
    QVERIFY(growthOf(seconds({{4, 8}})).source == Growth::Source::Nothing);
    QVERIFY(growthOf(seconds({{4, 8}, {4.4, 9}})).source ==
            Growth::Source::Nothing); // so little apart that it is chance
}

void GainTest::theFirstAnswersDoNotCount()
{
    std::vector<LoadSample> history(5, {2, 0}); // under way, nothing back yet
    history.push_back({2, 1});
    history.insert(history.end(), 5, {8, 16});
    QVERIFY(growthOf(history).source == Growth::Source::Nothing);
}

void GainTest::theProcessorIsTheMost()
{
    VerdictInput input;
    QVERIFY(std::isinf(processorRoom(input)));
    input.engineBusy = 0.5;
    QCOMPARE(processorRoom(input), 1.9);
    input.cores = 2;
    input.coresUsed = 1.6;
    QCOMPARE(processorRoom(input), 1.25);
    const auto gain = gainOf(2, 2, {}, 1.25, 0.01);
    QVERIFY(gain.high <= 0.3);
    QVERIFY(gain.low <= gain.high);
}

/// A minute of attempts that took so long, all of it before the first byte.
static VerdictInput minuteOf(double p50, double p90, qint64 attempts = 1'000)
{
    VerdictInput input;
    input.wall = std::chrono::minutes(1);
    input.attempts = attempts;
    input.total = {p50, p90, p90};
    input.waits.add(WaitReason::FirstByte, std::chrono::minutes(6));
    return input;
}

static GainRange doubled(const VerdictInput &input)
{
    const VerdictFacts facts(input);
    return gainOf(2, 2, growthOf(facts), 100, chanceIn(facts));
}

void GainTest::steadyLatenciesLeaveLittleInDoubt()
{
    QCOMPARE(doubled(minuteOf(800, 800)), (GainRange{0.90, 1.10})); // 2, and a twentieth
    QCOMPARE(doubled(minuteOf(800, 840)), (GainRange{0.80, 1.10})); // 2 / 1.05 = 1.905
}

void GainTest::latenciesThatDifferMayBeALine()
{
    const auto input = minuteOf(800, 1'200);
    QCOMPARE(queuedShare(VerdictFacts(input)), 0.5);
    QCOMPARE(doubled(input), (GainRange{0.25, 1.10}));  // 2 / 1.5
    QCOMPARE(doubled(minuteOf(800, 4'000)).low, -0.05); // all of it
    QVERIFY(!queuedShare(VerdictFacts(minuteOf(0, 0))));
}

void GainTest::whatIsSpentInOurOwnQueuesIsALine()
{
    auto input = minuteOf(800, 800);
    input.waits.add(WaitReason::Disk, std::chrono::minutes(2));
    QCOMPARE(queuedShare(VerdictFacts(input)), 0.25);
}

void GainTest::aFullLineShowsInNoLatency()
{
    auto input = minuteOf(800, 800);
    input.waits.add(WaitReason::Body, std::chrono::minutes(12));
    QCOMPARE(growthOf(VerdictFacts(input)).low, 0.5);
}

void GainTest::aLineThatIsNeverEmptyMayTakeAll()
{
    auto input = minuteOf(800, 800);
    input.lineShare = 0.05; // it may be chance
    QCOMPARE(queuedShare(VerdictFacts(input)), 0.05);
    QCOMPARE(doubled(input), (GainRange{0.80, 1.10}));
    input.lineShare = 0.2;
    QCOMPARE(doubled(input), (GainRange{-0.05, 1.10}));
    input.history = seconds({{4, 8}, {8, 16}}); // shows better
    QVERIFY(growthOf(VerdictFacts(input)).source == Growth::Source::History);
    QVERIFY(doubled(input).low > 0.5);
}

void GainTest::chanceIsOfTheCount()
{
    const auto chance = [](const VerdictInput &input) {
        return chanceIn(VerdictFacts(input));
    };
    QCOMPARE(chance(minuteOf(800, 800, 20)), 0.05);
    QVERIFY(std::abs(chance(minuteOf(800, 1'200, 144)) - 2 * 0.5 / 1.2816 / 12) < 1e-9);
    QCOMPARE(chance(minuteOf(800, 1'200, 20)), 0.10);
    QCOMPARE(chance(minuteOf(0, 0, 900)), 2.0 / 30);
}

void GainTest::wordsAreForPeople()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(gainText({0.6, 0.9}), QStringLiteral("+60..90 %"));
    QCOMPARE(gainText({-0.1, 0.05}), QStringLiteral("\u221210..+5 %"));
    QCOMPARE(changeText({LimitField::PerHost, 6, 12}), QStringLiteral("Per host 6 → 12"));
    QCOMPARE(changeText({LimitField::RatePerSecond, 0, 9}), QStringLiteral("Rate no limit → 9/s"));
}

QTEST_APPLESS_MAIN(GainTest)
#include "tst_gain.moc"
