#include "telemetry/looplag.h"

#include "core/systemclock.h"
#include "support/fakeclock.h"

#include <QTest>
#include <QThread>

#include <algorithm>
#include <vector>

using namespace sluice;
using namespace std::chrono_literals;

class LoopLagTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsEveryInterval();
    void reportsHowLateItWas();
    void endsWithItsOwner();
    void seesARealStall();
};

namespace {

/// Fires its only timer when told to, at whatever time it is then.
class LateClock final : public Clock
{
public:
    TimePoint now() const override { return m_now; }
    WallTime wallNow() const override { return {}; }
    [[nodiscard]] std::unique_ptr<ClockTimer> singleShot(Duration delay, std::function<void()> callback) override
    {
        m_asked = delay;
        m_callback = std::move(callback);
        return std::make_unique<ClockTimer>();
    }

    Duration asked() const { return m_asked; }
    void fireAfter(Duration span)
    {
        m_now += span;
        const auto callback = std::exchange(m_callback, {});
        callback();
    }

private:
    TimePoint m_now{1h};
    Duration m_asked{};
    std::function<void()> m_callback;
};

} // namespace

void LoopLagTest::reportsEveryInterval()
{
    test::FakeClock clock;
    std::vector<Duration> reports;
    const LoopLag lag(&clock, 100ms, [&](Duration lateness) { reports.push_back(lateness); });
    clock.advance(1s);
    QCOMPARE(reports, std::vector<Duration>(10, Duration(0)));
}

void LoopLagTest::reportsHowLateItWas()
{
    LateClock clock;
    std::vector<Duration> reports;
    const LoopLag lag(&clock, 100ms, [&](Duration lateness) { reports.push_back(lateness); });
    for (const Duration span : {Duration(100ms), Duration(181ms), Duration(99ms), Duration(100ms)}) {
        QCOMPARE(clock.asked().count(), Duration(100ms).count());
        clock.fireAfter(span);
    }
    QCOMPARE(reports, (std::vector<Duration>{0ms, 81ms, 0ms, 0ms}));
}

void LoopLagTest::endsWithItsOwner()
{
    test::FakeClock clock;
    int reports = 0;
    {
        const LoopLag lag(&clock, 100ms, [&](Duration) { ++reports; });
        QCOMPARE(clock.pending(), size_t(1));
    }
    QCOMPARE(clock.pending(), size_t(0));
    clock.advance(1s);
    QCOMPARE(reports, 0);
}

void LoopLagTest::seesARealStall()
{
    SystemClock clock;
    Duration worst{};
    int reports = 0;
    const LoopLag lag(&clock, 10ms, [&](Duration lateness) {
        ++reports;
        worst = std::max(worst, lateness);
    });
    QThread::msleep(150);                          // keeps this thread, and so its loop, busy well past the timer
    QTRY_VERIFY_WITH_TIMEOUT(reports >= 3, 5'000); // and goes on afterwards
    QVERIFY(worst >= 139ms);
}

QTEST_GUILESS_MAIN(LoopLagTest)
#include "tst_looplag.moc"
