#include "limits/backoff.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace sluice;
using namespace std::chrono_literals;

class BackoffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ceilingDoublesUpToTheCap_data();
    void ceilingDoublesUpToTheCap();
    void fullJitterFillsItsRange();
    void equalJitterKeepsHalf();
    void repeatsWithTheSameSeed();
};

void BackoffTest::ceilingDoublesUpToTheCap_data()
{
    QTest::addColumn<Duration>("base");
    QTest::addColumn<Duration>("cap");
    QTest::addColumn<int>("retry");
    QTest::addColumn<Duration>("expected");

    QTest::newRow("first") << Duration(500ms) << Duration(60s) << 1 << Duration(500ms);
    QTest::newRow("second") << Duration(500ms) << Duration(60s) << 2 << Duration(1s);
    QTest::newRow("seventh") << Duration(500ms) << Duration(60s) << 7 << Duration(32s);
    QTest::newRow("capped") << Duration(500ms) << Duration(60s) << 8 << Duration(60s);
    QTest::newRow("far beyond overflow") << Duration(500ms) << Duration(60s) << 1'000'000'000 << Duration(60s);
    QTest::newRow("huge cap") << Duration(1us) << Duration::max() << 100 << Duration::max();
    QTest::newRow("base over cap") << Duration(90s) << Duration(60s) << 1 << Duration(60s);
    QTest::newRow("no base") << Duration(0s) << Duration(60s) << 1'000'000'000 << Duration(0s);
    QTest::newRow("no cap") << Duration(1s) << Duration(0s) << 3 << Duration(0s);
}

void BackoffTest::ceilingDoublesUpToTheCap()
{
    QFETCH(Duration, base);
    QFETCH(Duration, cap);
    QFETCH(int, retry);
    QFETCH(Duration, expected);
    QCOMPARE(backoffCeiling(base, cap, retry).count(), expected.count());
}

void BackoffTest::fullJitterFillsItsRange()
{
    constexpr int draws = 20'000;
    constexpr Duration ceiling = 1s;
    RandomSource random(7);
    std::vector<int> tenths(10);
    for (int i = 0; i < draws; ++i) {
        const auto pause = fullJitter(ceiling, random);
        QVERIFY(pause >= 0s && pause <= ceiling);
        ++tenths[static_cast<size_t>(std::min<qint64>(9, pause / 100ms))];
    }
    for (const auto count : tenths) // uniform: 2,000 each, standard deviation 42
        QVERIFY2(count > 1'800 && count < 2'200, qPrintable(QString::number(count)));
    QCOMPARE(fullJitter(Duration(0), random).count(), 0);
}

void BackoffTest::equalJitterKeepsHalf()
{
    RandomSource random(7);
    auto shortest = Duration::max();
    auto longest = Duration::zero();
    for (int i = 0; i < 20'000; ++i) {
        const auto pause = equalJitter(1s, random);
        shortest = std::min(shortest, pause);
        longest = std::max(longest, pause);
    }
    QVERIFY(shortest >= 500ms && shortest < 501ms);
    QVERIFY(longest <= 1s && longest > 999ms);
}

void BackoffTest::repeatsWithTheSameSeed()
{
    RandomSource one(42);
    RandomSource other(42);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(fullJitter(1min, one).count(), fullJitter(1min, other).count());
}

QTEST_APPLESS_MAIN(BackoffTest)
#include "tst_backoff.moc"
