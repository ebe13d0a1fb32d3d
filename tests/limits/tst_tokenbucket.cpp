#include "limits/tokenbucket.h"

#include "core/randomsource.h"

#include <QTest>

#include <vector>

using namespace sluice;
using namespace std::chrono_literals;

class TokenBucketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithOneStart();
    void grantsExactlyWhenItSaid_data();
    void grantsExactlyWhenItSaid();
    void doesNotDrift();
    void neverExceedsTheRate_data();
    void neverExceedsTheRate();
    void savesUpNoMoreThanTheBurst();
    void rateChangesAtOnce();
    void noRateIsNoLimit();
    void standsStillWhenTimeRunsBack();
};

static constexpr TimePoint start{1h};

static std::vector<TimePoint> startsWithin(TokenBucket &bucket, TimePoint from, TimePoint until)
{
    std::vector<TimePoint> starts;
    for (auto now = bucket.nextStart(from); now < until; now = bucket.nextStart(now)) {
        if (!bucket.tryTake(now))
            return {};
        starts.push_back(now);
    }
    return starts;
}

void TokenBucketTest::beginsWithOneStart()
{
    TokenBucket bucket(1000, start);
    QCOMPARE(bucket.burst(), 100.0);
    QVERIFY(bucket.tryTake(start));
    QVERIFY(!bucket.tryTake(start));
}

void TokenBucketTest::grantsExactlyWhenItSaid_data()
{
    QTest::addColumn<double>("rate");
    for (const auto rate : {0.001, 1.0 / 60, 0.3, 1.0, 3.0, 7.7, 1000.0, 99'999.9, 100'000.0})
        QTest::addRow("%g", rate) << rate;
}

void TokenBucketTest::grantsExactlyWhenItSaid()
{
    QFETCH(double, rate);
    TokenBucket bucket(rate, start);
    auto now = start;
    for (int i = 0; i < 1'000; ++i) {
        QVERIFY(bucket.tryTake(now));
        const auto next = bucket.nextStart(now);
        if (next > now) {
            QVERIFY(!bucket.tryTake(next - 1us));
            now = next;
        }
    }
}

void TokenBucketTest::doesNotDrift()
{
    TokenBucket bucket(3, start); // a third of a second has no exact number of microseconds
    const auto starts = startsWithin(bucket, start, start + 100h);
    QCOMPARE(starts.size(), size_t(3 * 3600 * 100));
    QCOMPARE((start + 100h - starts.back()).count(), 333'333);
}

void TokenBucketTest::neverExceedsTheRate_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<quint64>("seed");
    for (const auto rate : {0.5, 2.0, 17.3, 400.0, 20'000.0}) {
        for (const quint64 seed : {1, 2, 3})
            QTest::addRow("%g/s, seed %d", rate, int(seed)) << rate << seed;
    }
}

void TokenBucketTest::neverExceedsTheRate()
{
    QFETCH(double, rate);
    QFETCH(quint64, seed);
    RandomSource random(seed);
    TokenBucket bucket(rate, start);
    std::vector<TimePoint> starts;
    auto now = start;
    while (starts.size() <
           2'000) { // greedy, but looking only now and then: some looks early, some after a long idle time
        while (starts.size() < 2'000 && bucket.tryTake(now))
            starts.push_back(now);
        const auto stretch = random.uniform() < 0.05 ? 3e6 : 0.3e6;
        now += Duration(1 + static_cast<qint64>(random.uniform() * stretch / rate));
    }
    for (size_t first = 0; first < starts.size(); ++first) {
        for (auto last = first; last < starts.size(); last += 1 + last / 16) {
            const auto allowed = bucket.burst() + rate * seconds(starts[last] - starts[first] + 1us) + 1e-9;
            QVERIFY(static_cast<double>(last - first + 1) <= allowed);
        }
    }
}

void TokenBucketTest::savesUpNoMoreThanTheBurst()
{
    TokenBucket bucket(200, start);
    const auto later = start + 240h;
    int granted = 0;
    while (bucket.tryTake(later))
        ++granted;
    QCOMPARE(granted, 20); // a tenth of a second's worth
}

void TokenBucketTest::rateChangesAtOnce()
{
    TokenBucket bucket(0.1, start);
    QVERIFY(bucket.tryTake(start));
    QCOMPARE((bucket.nextStart(start) - start).count(), Duration(10s).count());

    bucket.setRate(2, start + 1s); // a tenth of a start has come in by now
    QCOMPARE((bucket.nextStart(start + 1s) - start).count(), Duration(1450ms).count());

    bucket.setRate(0.001, start + 1h);
    QVERIFY(bucket.tryTake(start + 1h));
    QVERIFY(!bucket.tryTake(start + 1h));
}

void TokenBucketTest::noRateIsNoLimit()
{
    TokenBucket bucket(0, start);
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(bucket.tryTake(start));
    QCOMPARE(bucket.nextStart(start).time_since_epoch().count(), start.time_since_epoch().count());

    bucket.setRate(5, start + 1h); // what was not limited saved nothing up
    QVERIFY(bucket.tryTake(start + 1h));
    QVERIFY(!bucket.tryTake(start + 1h));

    bucket.setRate(0, start + 1h);
    QVERIFY(bucket.tryTake(start + 1h));
}

void TokenBucketTest::standsStillWhenTimeRunsBack()
{
    TokenBucket bucket(1, start);
    QVERIFY(bucket.tryTake(start));
    QVERIFY(!bucket.tryTake(start - 1h));
    QCOMPARE((bucket.nextStart(start - 1h) - start).count(), Duration(1s).count());
    QVERIFY(bucket.tryTake(start + 1s));
}

QTEST_APPLESS_MAIN(TokenBucketTest)
#include "tst_tokenbucket.moc"
