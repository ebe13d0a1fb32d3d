#include "core/systemclock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class SystemClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsBackOnceAndNotInside();
    void callsBackAfterTheDelay();
    void destroyingCallsOff();
    void mayBeDestroyedInItsCallback();
};

void SystemClockTest::callsBackOnceAndNotInside()
{
    SystemClock clock;
    int calls = 0;
    const auto timer = clock.singleShot(0s, [&calls] { ++calls; });
    QCOMPARE(calls, 0);
    QTRY_COMPARE(calls, 1);
    QTest::qWait(20);
    QCOMPARE(calls, 1);
}

void SystemClockTest::callsBackAfterTheDelay()
{
    SystemClock clock;
    const auto begun = clock.now();
    TimePoint ended;
    const auto timer = clock.singleShot(25500us, [&] { ended = clock.now(); }); // rounded up, never early
    QTRY_VERIFY(ended != TimePoint());
    QVERIFY(ended - begun >= 25500us);
}

void SystemClockTest::destroyingCallsOff()
{
    SystemClock clock;
    bool called = false;
    auto timer = clock.singleShot(0s, [&called] { called = true; });
    timer.reset();
    QTest::qWait(20);
    QVERIFY(!called);
}

void SystemClockTest::mayBeDestroyedInItsCallback()
{
    SystemClock clock;
    std::unique_ptr<ClockTimer> timer;
    bool called = false;
    timer = clock.singleShot(0s, [&] {
        timer.reset();
        called = true;
    });
    QTRY_VERIFY(called);
}

QTEST_GUILESS_MAIN(SystemClockTest)
#include "tst_systemclock.moc"
