#include "telemetry/hostmeter.h"

#include "support/fakeclock.h"

#include <QElapsedTimer>
#include <QTest>

#include <set>

using namespace sluice;
using namespace std::chrono_literals;

class HostMeterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUpByHost();
    void cancelledSaysNothingOfTheHost();
    void theRateIsOfTheLastTenSeconds();
    void aYoungRunHasARateToo();
    void keepsNoMoreHostsThanItMay();
    void busyHostsStay();
    void theBoundHoldsThoughAllAreBusy();
    void fillsTheRowsItIsGiven();
    void costsLittle();
};

static HostKey host(int number)
{
    return {QStringLiteral("https://host%1.example").arg(number)};
}

static HostSample answer(Duration firstByte)
{
    HostSample sample;
    sample.firstByte = firstByte;
    sample.bytes = 100;
    sample.httpVersion = "1.1";
    sample.waits.add(WaitReason::FirstByte, firstByte);
    return sample;
}

static std::map<QString, HostRow> rowsOf(const HostMeter &meter)
{
    std::vector<HostRow> rows;
    meter.describe(&rows);
    std::map<QString, HostRow> byName;
    for (const auto &row : rows)
        byName.emplace(row.host.name, row);
    return byName;
}

void HostMeterTest::addsUpByHost()
{
    test::FakeClock clock;
    HostMeter meter(&clock);
    for (int i = 0; i < 10; ++i) {
        auto sample = answer(10ms);
        sample.reused = i > 0;
        meter.attemptEnded(host(1), sample, clock.now());
    }
    HostSample refused;
    refused.outcome = Outcome::Failed;
    refused.error = ErrorKind::Connect;
    meter.attemptEnded(host(1), refused, clock.now());
    auto second = answer(1s);
    second.httpVersion = "2";
    meter.attemptEnded(host(2), second, clock.now());

    const auto rows = rowsOf(meter);
    QCOMPARE(rows.size(), size_t(2));
    const auto &one = rows.at(host(1).name);
    QCOMPARE(one.attempts, 11);
    QCOMPARE(one.failed, 1);
    QCOMPARE(one.of(ErrorKind::Connect), 1);
    QCOMPARE(one.of(ErrorKind::Dns), 0);
    QCOMPARE(one.answered, 10);
    QCOMPARE(one.reused, 9);
    QCOMPARE(one.bytes, 1'000);
    QCOMPARE(one.httpVersion, QByteArray("1.1"));
    QCOMPARE(one.waits.of(WaitReason::FirstByte), 100ms);
    QVERIFY(one.firstByteP50 > 8ms && one.firstByteP99 < 12ms);
    const auto &two = rows.at(host(2).name);
    QCOMPARE(two.attempts, 1);
    QCOMPARE(two.httpVersion, QByteArray("2"));
    QVERIFY(two.firstByteP50 > 880ms && two.firstByteP50 < 1130ms);
}

void HostMeterTest::cancelledSaysNothingOfTheHost()
{
    test::FakeClock clock;
    HostMeter meter(&clock);
    auto sample = answer(5s);
    sample.outcome = Outcome::Cancelled;
    meter.attemptEnded(host(1), sample, clock.now());
    const auto row = rowsOf(meter).at(host(1).name);
    QCOMPARE(row.attempts, 1);
    QCOMPARE(row.bytes, 100);
    QCOMPARE(row.answered, 0);
    QCOMPARE(row.failed, 0);
    QCOMPARE(row.firstByteP99, 0us);
    QCOMPARE(row.perSecond, 0.0);
}

void HostMeterTest::theRateIsOfTheLastTenSeconds()
{
    test::FakeClock clock;
    HostMeter meter(&clock);
    for (int second = 0; second < 60; ++second) {
        for (int i = 0; i < (second < 30 ? 7 : 3); ++i)
            meter.attemptEnded(host(1), answer(1ms), clock.now());
        clock.advance(1s);
        const auto rate = rowsOf(meter).at(host(1).name).perSecond;
        if (second >= 12 && second < 30)
            QCOMPARE(rate, 7.0);
        if (second >= 42)
            QCOMPARE(rate, 3.0);
    }
    clock.advance(11s);
    QCOMPARE(rowsOf(meter).at(host(1).name).perSecond, 0.0);
    clock.advance(1h);
    meter.attemptEnded(host(1), answer(1ms), clock.now());
    QVERIFY(rowsOf(meter).at(host(1).name).perSecond < 0.12);
}

void HostMeterTest::aYoungRunHasARateToo()
{
    test::FakeClock clock;
    HostMeter meter(&clock);
    clock.advance(500ms);
    for (int i = 0; i < 8; ++i)
        meter.attemptEnded(host(1), answer(1ms), clock.now());
    QCOMPARE(rowsOf(meter).at(host(1).name).perSecond, 8.0);
    clock.advance(1500ms);
    QCOMPARE(rowsOf(meter).at(host(1).name).perSecond, 4.0);
}

void HostMeterTest::keepsNoMoreHostsThanItMay()
{
    test::FakeClock clock;
    HostMeter meter(&clock, 100);
    auto sample = answer(1ms);
    sample.waits = {};
    sample.waits.add(WaitReason::Body, 3ms);
    for (int i = 0; i < 1'000; ++i) {
        meter.attemptEnded(host(i), sample, clock.now());
        meter.attemptEnded(host(0), sample, clock.now()); // heard of all the time
    }
    const auto rows = rowsOf(meter);
    QCOMPARE(rows.size(), size_t(100));
    QCOMPARE(meter.dropped(), 900);
    QCOMPARE(meter.waits().of(WaitReason::Body), Duration(6s)); // of those that were dropped too
    QCOMPARE(rows.at(host(0).name).attempts, 1'001);
    for (int i = 901; i < 1'000; ++i)
        QVERIFY2(rows.contains(host(i).name), qPrintable(host(i).name));
}

void HostMeterTest::busyHostsStay()
{
    test::FakeClock clock;
    HostMeter meter(&clock, 10);
    const std::set<QString> busy{host(3).name, host(5).name};
    meter.setBusy([&busy](const HostKey &key) { return busy.contains(key.name); });
    for (int i = 0; i < 200; ++i)
        meter.attemptEnded(host(i), answer(1ms), clock.now());
    const auto rows = rowsOf(meter);
    QCOMPARE(rows.size(), size_t(10));
    QCOMPARE(meter.dropped(), 190);
    QVERIFY(rows.contains(host(3).name));
    QVERIFY(rows.contains(host(5).name));
    QVERIFY(rows.contains(host(199).name));
}

void HostMeterTest::theBoundHoldsThoughAllAreBusy()
{
    test::FakeClock clock;
    HostMeter meter(&clock, 10);
    meter.setBusy([](const HostKey &) { return true; });
    for (int i = 0; i < 50; ++i)
        meter.attemptEnded(host(i), answer(1ms), clock.now());
    QCOMPARE(rowsOf(meter).size(), size_t(10));
    QCOMPARE(meter.dropped(), 40);
}

void HostMeterTest::fillsTheRowsItIsGiven()
{
    test::FakeClock clock;
    HostMeter meter(&clock);
    meter.attemptEnded(host(1), answer(1ms), clock.now());
    meter.attemptEnded(host(2), answer(1ms), clock.now());
    std::vector<HostRow> rows(2);
    rows[0].host = host(2);
    rows[0].inFlight = 4;
    rows[1].host = host(9); // nothing has ended there yet
    rows[1].waiting = 7;
    meter.describe(&rows);
    QCOMPARE(rows.size(), size_t(3));
    QCOMPARE(rows[0].inFlight, 4);
    QCOMPARE(rows[0].attempts, 1);
    QCOMPARE(rows[1].waiting, 7);
    QCOMPARE(rows[1].attempts, 0);
    QCOMPARE(rows[2].host, host(1));
}

/// Far above what it takes (see the figure it prints), far below what anybody would notice.
void HostMeterTest::costsLittle()
{
    test::FakeClock clock;
    HostMeter meter(&clock);
    std::vector<HostKey> hosts;
    for (int i = 0; i < 20'000; ++i)
        hosts.push_back(host(i));
    const auto sample = answer(3ms);
    for (const auto &key : hosts)
        meter.attemptEnded(key, sample, clock.now());
    QElapsedTimer timer;
    timer.start();
    constexpr int attempts = 400'000;
    for (int i = 0; i < attempts; ++i)
        meter.attemptEnded(hosts[static_cast<size_t>(i % 50)], sample, clock.now());
    const double few = static_cast<double>(timer.nsecsElapsed()) / attempts;
    timer.restart();
    for (int i = 0; i < attempts; ++i)
        meter.attemptEnded(hosts[static_cast<size_t>(i * 7919LL % 20'000)], sample, clock.now());
    const double many = static_cast<double>(timer.nsecsElapsed()) / attempts;
    timer.restart();
    std::vector<HostRow> rows;
    meter.describe(&rows);
    const double reading = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    qInfo("an attempt: %.0f ns with 50 hosts, %.0f ns with 20,000; reading 20,000: %.1f ms", few, many, reading);
    QVERIFY(few < 5'000);
    QVERIFY(many < 20'000);
    QCOMPARE(rows.size(), hosts.size());
}

QTEST_GUILESS_MAIN(HostMeterTest)
#include "tst_hostmeter.moc"
