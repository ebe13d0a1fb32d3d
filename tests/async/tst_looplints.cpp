// The lints of event loops, each provoked and each left alone.
#include "lintstage.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::one;
using test::Stage;

class LoopLintsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loopLag();
    void aBlockedLoopIsSeenWhileItLasts();
    void rareLagIsLetPass();
    void windowBlocked();
    void shortStallsAreLetPass();
    void oldTroubleIsForgotten();
};

void LoopLintsTest::loopLag()
{
    Stage stage;
    for (int i = 0; i < 100; ++i) {
        stage.clock.advance(100ms);
        stage.registry.history().noteLoopLag(i % 50 == 0 ? 80ms : 1ms, stage.clock.now(), 100ms);
    }
    QCOMPARE(stage.names(), one("loop-lag"));
    QVERIFY(stage.snapshot().lints[0].text.contains(QStringLiteral("80 ms")));
}

void LoopLintsTest::aBlockedLoopIsSeenWhileItLasts()
{
    Stage stage;
    stage.registry.history().noteLoopLag(0ms, stage.clock.now(), 100ms);
    stage.clock.advance(140ms);
    QCOMPARE(stage.names(), QStringList());
    stage.clock.advance(400ms); // on a timer, not by an event
    QCOMPARE(stage.names(), one("loop-lag"));
    stage.registry.history().endLoopLag(); // the run is over
    QCOMPARE(stage.names(), QStringList());
}

void LoopLintsTest::rareLagIsLetPass()
{
    Stage stage;
    for (int i = 0; i < 200; ++i)
        stage.registry.history().noteLoopLag(i == 7 ? 400ms : 20ms, stage.clock.now(), 100ms);
    QCOMPARE(stage.names(), QStringList());
}

void LoopLintsTest::windowBlocked()
{
    Stage stage;
    stage.registry.history().note(
        {TaskIncident::Kind::Stall, stage.clock.now(), 0, {}, {}, QStringLiteral("sluice::paint()"), 40ms, {}});
    QCOMPARE(stage.names(), one("window-blocked"));
    QVERIFY(stage.snapshot().lints[0].text.contains(QStringLiteral("sluice::paint()")));
}

void LoopLintsTest::shortStallsAreLetPass()
{
    Stage stage;
    stage.registry.history().note({TaskIncident::Kind::Stall, stage.clock.now(), 0, {}, {}, {}, 12ms, {}});
    QCOMPARE(stage.names(), QStringList());
}

void LoopLintsTest::oldTroubleIsForgotten()
{
    Stage stage;
    stage.registry.history().note({TaskIncident::Kind::Stall, stage.clock.now(), 0, {}, {}, {}, 40ms, {}});
    stage.clock.advance(61s);
    QCOMPARE(stage.names(), QStringList());
    for (int i = 0; i < 300; ++i)
        stage.registry.history().note({TaskIncident::Kind::Stall, stage.clock.now(), 0, {}, {}, {}, 40ms, {}});
    QCOMPARE(stage.registry.history().events(stage.clock.now()).dropped, qint64(300 - 256));
}

QTEST_GUILESS_MAIN(LoopLintsTest)
#include "tst_looplints.moc"
