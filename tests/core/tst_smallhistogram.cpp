#include "core/smallhistogram.h"

#include <QTest>

#include <random>

using namespace sluice;
using namespace std::chrono_literals;

class SmallHistogramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingOfNothing();
    void everySpanIsKnownWithinItsBucket();
    void percentilesAreThoseOfTheSamplesWithinABucket();
    void extremesStayInTheOuterBuckets();
};

static bool isWithin(Duration found, Duration exact)
{
    constexpr double halfABucket = 1.12247; // the sixth root of two; and half a microsecond of rounding
    const auto most = static_cast<double>(exact.count()) * halfABucket + 0.5;
    const auto least = static_cast<double>(exact.count()) / halfABucket - 0.5;
    return static_cast<double>(found.count()) <= most && static_cast<double>(found.count()) >= least;
}

void SmallHistogramTest::saysNothingOfNothing()
{
    const SmallHistogram none;
    QCOMPARE(none.count(), 0);
    QCOMPARE(none.percentile(50), 0us);
}

void SmallHistogramTest::everySpanIsKnownWithinItsBucket()
{
    for (double micros = 128; micros < 268e6; micros *= 1.003) {
        const Duration span(static_cast<qint64>(micros));
        SmallHistogram one;
        one.record(span);
        const auto found = one.percentile(50);
        QVERIFY2(isWithin(found, span), qPrintable(QStringLiteral("%1 for %2").arg(found.count()).arg(span.count())));
    }
}

void SmallHistogramTest::percentilesAreThoseOfTheSamplesWithinABucket()
{
    std::mt19937_64 random(7);
    std::lognormal_distribution<double> spans(11, 1.5); // around 60 ms, up to seconds
    SmallHistogram histogram;
    std::vector<Duration> exact;
    for (int i = 0; i < 20'000; ++i) {
        exact.emplace_back(std::max<qint64>(128, static_cast<qint64>(spans(random))));
        histogram.record(exact.back());
    }
    std::sort(exact.begin(), exact.end());
    QCOMPARE(histogram.count(), 20'000);
    for (const double percent : {0.01, 1.0, 25.0, 50.0, 90.0, 99.0, 99.9, 100.0}) {
        const auto rank = static_cast<size_t>(std::ceil(20'000 * percent / 100)) - 1;
        QVERIFY2(isWithin(histogram.percentile(percent), exact[rank]), qPrintable(QString::number(percent)));
    }
}

void SmallHistogramTest::extremesStayInTheOuterBuckets()
{
    SmallHistogram histogram;
    histogram.record(0us);
    histogram.record(-1s);
    QCOMPARE(histogram.percentile(100), 64us);
    histogram.record(100h);
    QVERIFY(histogram.percentile(100) > 200s);
    QCOMPARE(histogram.count(), 3);
}

QTEST_GUILESS_MAIN(SmallHistogramTest)
#include "tst_smallhistogram.moc"
