#include "telemetry/histogram.h"

#include "core/randomsource.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace sluice;
using namespace std::chrono_literals;

class HistogramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyIsZero();
    void oneValueIsEveryPercentile_data();
    void oneValueIsEveryPercentile();
    void everyValueLandsNearItself();
    void percentilesAreNearTheExact_data();
    void percentilesAreNearTheExact();
    void outliersAreCounted();
    void resetForgets();
    void twoAddUp();
};

static constexpr double allowedError = 1.0 / 64;

static void compareWithin(Duration actual, Duration expected)
{
    const auto error = std::abs(seconds(actual - expected));
    QVERIFY2(error <= allowedError * seconds(expected),
             qPrintable(QStringLiteral("%1 µs for %2 µs").arg(actual.count()).arg(expected.count())));
}

static std::vector<Duration> spread(quint64 seed, double exponent, size_t count)
{
    RandomSource random(seed);
    std::vector<Duration> spans;
    for (size_t i = 0; i < count; ++i) // from 1 µs to an hour, the more to the small side the larger the exponent
        spans.push_back(Duration(1 + static_cast<qint64>(std::pow(random.uniform(), exponent) * 3.6e9)));
    return spans;
}

void HistogramTest::emptyIsZero()
{
    const Histogram histogram;
    QCOMPARE(histogram.count(), 0);
    QCOMPARE(histogram.max().count(), 0);
    QCOMPARE(histogram.percentile(99).count(), 0);
}

void HistogramTest::oneValueIsEveryPercentile_data()
{
    QTest::addColumn<Duration>("span");
    QTest::newRow("1 µs") << Duration(1us);
    QTest::newRow("63 µs") << Duration(63us);
    QTest::newRow("12.345 ms") << Duration(12'345us);
    QTest::newRow("1 h") << Duration(1h);
}

void HistogramTest::oneValueIsEveryPercentile()
{
    QFETCH(Duration, span);
    Histogram histogram;
    histogram.record(span);
    for (const auto percent : {0.0, 50.0, 99.9, 100.0})
        QCOMPARE(histogram.percentile(percent).count(), span.count());
}

void HistogramTest::everyValueLandsNearItself()
{
    for (qint64 micros = 1; micros <= 3'600'000'000; micros += 1 + micros / 977) {
        Histogram histogram;
        histogram.record(Duration(micros));
        histogram.record(2h); // so that the value is not the maximum, which is exact
        compareWithin(histogram.percentile(50), Duration(micros));
        if (micros < 64)
            QCOMPARE(histogram.percentile(50).count(), micros);
    }
}

void HistogramTest::percentilesAreNearTheExact_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<double>("exponent");
    QTest::addColumn<int>("count");
    for (const auto exponent : {1.0, 3.0, 10.0}) {
        for (const auto count : {2, 10, 101, 20'000})
            QTest::addRow("%d, exponent %g", count, exponent) << quint64(count) << exponent << count;
    }
}

void HistogramTest::percentilesAreNearTheExact()
{
    QFETCH(quint64, seed);
    QFETCH(double, exponent);
    QFETCH(int, count);
    auto spans = spread(seed, exponent, static_cast<size_t>(count));
    Histogram histogram;
    for (const auto span : spans)
        histogram.record(span);
    std::sort(spans.begin(), spans.end());

    QCOMPARE(histogram.count(), count);
    QCOMPARE(histogram.max().count(), spans.back().count());
    QCOMPARE(histogram.percentile(100).count(), spans.back().count());
    for (const auto percent : {1.0, 25.0, 50.0, 90.0, 99.0, 99.9}) {
        const auto rank = std::max(1.0, std::ceil(percent / 100 * count));
        compareWithin(histogram.percentile(percent), spans[static_cast<size_t>(rank) - 1]);
    }
}

void HistogramTest::outliersAreCounted()
{
    Histogram histogram;
    histogram.record(-5s);
    histogram.record(0s);
    histogram.record(48h);
    QCOMPARE(histogram.count(), 3);
    QCOMPARE(histogram.percentile(50).count(), 0);
    QCOMPARE(histogram.max().count(), Duration(48h).count());
}

void HistogramTest::resetForgets()
{
    Histogram histogram;
    histogram.record(1s);
    histogram.reset();
    QCOMPARE(histogram.count(), 0);
    histogram.record(1ms);
    QCOMPARE(histogram.percentile(100).count(), Duration(1ms).count());
}

void HistogramTest::twoAddUp()
{
    Histogram all;
    Histogram one;
    Histogram other;
    for (const auto span : spread(7, 2, 1'000)) {
        all.record(span);
        (one.count() < 300 ? one : other).record(span);
    }
    one += other;
    QCOMPARE(one.count(), all.count());
    QCOMPARE(one.max(), all.max());
    for (const auto percent : {1.0, 50.0, 99.0})
        QCOMPARE(one.percentile(percent), all.percentile(percent));
}

QTEST_APPLESS_MAIN(HistogramTest)
#include "tst_histogram.moc"
