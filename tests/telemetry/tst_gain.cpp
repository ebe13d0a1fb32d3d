#include "telemetry/gain.h"

#include <QTest>

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
    const auto gain = gainOf(2, 2, growthOf({}), 100, 10'000);
    QCOMPARE(gain.low, 0.40); // √2, less the noise, outwards
    QCOMPARE(gain.high, 1.05);
}

void GainTest::aServerThatKeepsItsTimeScales()
{
    const auto growth = growthOf(seconds({{4, 8}, {8, 16}}));
    QVERIFY(growth.recorded);
    QCOMPARE(growth.high, 1.0);
    QVERIFY(std::abs(growth.low - 0.85) < 0.001);
}

void GainTest::aServerThatIsFullDoesNot()
{
    const auto growth = growthOf(seconds({{4, 8}, {8, 8}}));
    QVERIFY(growth.recorded);
    QCOMPARE(growth.low, 0.0);
    const auto gain = gainOf(2, 2, growth, 100, 10'000);
    QVERIFY(gain.contains(0));
    QVERIFY(gain.high <= 0.15);
}

void GainTest::oneLevelTellsNothing()
{
    QVERIFY(!growthOf(seconds({{4, 8}})).recorded);
    QVERIFY(!growthOf(seconds({{4, 8}, {4.4, 9}})).recorded); // so little apart that it is chance
}

void GainTest::theFirstAnswersDoNotCount()
{
    std::vector<LoadSample> history(5, {2, 0}); // under way, nothing back yet
    history.push_back({2, 1});
    history.insert(history.end(), 5, {8, 16});
    QVERIFY(!growthOf(history).recorded);
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
    const auto gain = gainOf(2, 2, {}, 1.25, 10'000);
    QVERIFY(gain.high <= 0.3);
    QVERIFY(gain.low <= gain.high);
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
