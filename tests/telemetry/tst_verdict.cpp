#include "support/minute.h"

#include <QJsonArray>
#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::minute;

class VerdictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void judges_data();
    void judges();
    void sharesAreOfTheTimeInFlight();
    void namesAreForEver();
    void aFewSecondsOfStallsAreBlamedOnTheirCause();
    void namesTheHeaviestStep();
    void aLineBeforeTheThreadsIsNotBlamedOnTheLimit();
    void backoffIsNoLimit();
    void aLimitOfOneIsALimit();
    void ownTimeIsNamed();
    void commitsAreNobodysWait();
    void freePlacesAreBlamedOnTheListOrTheStore();
    void jobsThatComeInBurstsAreTheProjectFilesDoing();
    void jsonSaysWhatThereIs();
};

void VerdictTest::judges_data()
{
    using W = WaitReason;
    QTest::addColumn<VerdictInput>("input");
    QTest::addColumn<VerdictKind>("kind");
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing yet") << VerdictInput() << VerdictKind::None
                                 << QStringLiteral("Too little to tell: no attempt has ended in 0 s.");
    VerdictInput idle;
    idle.wall = 311us;
    idle.listEnded = true;
    QTest::newRow("nothing to do") << idle << VerdictKind::None << QStringLiteral("Nothing was left to run.");
    idle.retrying = 1;
    QTest::newRow("only retries") << idle << VerdictKind::None
                                  << QStringLiteral("Too little to tell: no attempt has ended in 311 µs.");
    auto few = minute({{W::FirstByte, 60s}}, 1);
    few.attempts = 9;
    few.wall = 2s;
    QTest::newRow("few attempts") << few << VerdictKind::None
                                  << QStringLiteral("Too little to tell: attempts that ended: 9, in 2 s.");
    auto brief = minute({{W::FirstByte, 60s}}, 64);
    brief.wall = 999ms;
    QTest::newRow("too short") << brief << VerdictKind::None
                               << QStringLiteral("Too little to tell: attempts that ended: 6,000, in 999 ms.");
    QTest::newRow("only pauses") << minute({{W::Paused, 60s}}, 0) << VerdictKind::None << QString();
    auto slow = minute({{W::FirstByte, 60s}}, 1);
    slow.attempts = 0;
    slow.wall = 3s;
    QTest::newRow("nothing ended, but seen for a while") << slow << VerdictKind::Finishing << QString();

    QTest::newRow("server") << minute({{W::FirstByte, 83s}, {W::Body, 17s}}, 40) << VerdictKind::Server
                            << QStringLiteral("Waiting on the server: 83 % of the time in flight is spent before the "
                                              "first byte, and 40 of 64 places are taken.");
    QTest::newRow("connecting") << minute({{W::Connect, 40s}, {W::Tls, 21s}, {W::FirstByte, 39s}}, 40)
                                << VerdictKind::Connecting
                                << QStringLiteral(
                                       "Waiting for connections: 61 % of the time in flight is spent on getting "
                                       "a connection, and 40 of 64 places are taken.");
    QTest::newRow("names, though the limit is full")
        << minute({{W::GlobalSlot, 100s}, {W::Dns, 70s}, {W::FirstByte, 30s}}, 64) << VerdictKind::Dns
        << QStringLiteral("Waiting for names: 70 % of the time in flight is spent looking up hosts, and 64 of 64 "
                          "places are taken.");
    QTest::newRow("bandwidth") << minute({{W::FirstByte, 10s}, {W::Body, 90s}}, 40) << VerdictKind::Bandwidth
                               << QStringLiteral(
                                      "Receiving, at the pace of the line or the servers: 90 % of the time in "
                                      "flight is spent receiving, and 40 of 64 places are taken.");
    QTest::newRow("disk") << minute({{W::FirstByte, 10s}, {W::Disk, 90s}}, 40) << VerdictKind::Disk
                          << QStringLiteral(
                                 "Waiting on the disk: 90 % of the time in flight is spent writing to disk, and "
                                 "40 of 64 places are taken.");

    auto computing = minute({{W::CpuQueue, 60s}, {W::CpuRun, 20s}, {W::FirstByte, 20s}}, 64);
    computing.moreWaiting = true;
    computing.meanCpuBusy = 3.9;
    QTest::newRow("cpu, though the limit is full")
        << computing << VerdictKind::Cpu
        << QStringLiteral(
               "Computing sets the pace: 3.9 of 4 computing threads are busy, and 80 % of the time in flight is "
               "spent computing or waiting for a thread.");
    computing.meanCpuBusy = 1.2;
    computing.meanInFlight = 40;
    QTest::newRow("computing, threads free")
        << computing << VerdictKind::Cpu
        << QStringLiteral("Computing: 80 % of the time in flight is spent computing or "
                          "waiting for a thread, and 1.2 of 4 computing threads are "
                          "busy.");

    const auto full = minute({{W::GlobalSlot, 240s}, {W::FirstByte, 83s}, {W::Body, 17s}}, 63.2);
    QTest::newRow("own limit") << full << VerdictKind::OwnLimit
                               << QStringLiteral(
                                      "Your limit of 64 holds: it is full and jobs wait, while 83 % of the time "
                                      "in flight is spent before the first byte.");
    QTest::newRow("own limit, receiving")
        << minute({{W::GlobalSlot, 240s}, {W::FirstByte, 10s}, {W::Body, 90s}}, 64) << VerdictKind::OwnLimit
        << QStringLiteral("Your limit of 64 holds: it is full and jobs wait, while 90 % of the time in flight is spent "
                          "receiving.");
    QTest::newRow("full, but nobody waits")
        << minute({{W::FirstByte, 100s}}, 64) << VerdictKind::Server
        << QStringLiteral("Waiting on the server: 100 % of the time in flight is spent "
                          "before the first byte, and 64 of 64 places are taken.");

    auto hosts = minute({{W::HostSlot, 300s}, {W::GlobalSlot, 10s}, {W::FirstByte, 90s}}, 12);
    hosts.moreWaiting = true;
    QTest::newRow("host limit") << hosts << VerdictKind::HostLimit
                                << QStringLiteral(
                                       "Your limit of 6 per host holds: jobs spend 75 % of their time waiting "
                                       "for a place on their host, while 12 of 64 places are taken.");
    auto rate = minute({{W::Rate, 300s}, {W::FirstByte, 100s}}, 3);
    rate.moreWaiting = true;
    rate.ratePerSecond = 100;
    QTest::newRow("rate") << rate << VerdictKind::Rate
                          << QStringLiteral(
                                 "Your rate of 100/s holds: jobs spend 75 % of their time waiting for it. They "
                                 "ran at 100/s, and 3 of 64 places are taken.");
    auto cooling = minute({{W::RetryAfter, 150s}, {W::HostSlot, 50s}, {W::FirstByte, 100s}}, 3);
    cooling.moreWaiting = true;
    QTest::newRow("cooling") << cooling << VerdictKind::Cooling
                             << QStringLiteral("Servers ask for patience: jobs spend 50 % of their time waiting "
                                               "for one to cool down.");

    QTest::newRow("finishing") << minute({{W::FirstByte, 90s}, {W::Body, 10s}}, 10) << VerdictKind::Finishing
                               << QStringLiteral(
                                      "Nothing waits for a place: 10 of 64 places are taken, and 90 % of the "
                                      "time in flight is spent before the first byte.");

    QTest::newRow("one") << minute({{W::FirstByte, 90s}, {W::Body, 10s}}, 1) << VerdictKind::Finishing
                         << QStringLiteral("Nothing waits for a place: 1 of 64 places is taken, and 90 % of the time "
                                           "in flight is spent before the first byte.");

    auto engine = full;
    engine.engineBusy = 0.97;
    QTest::newRow("engine, whatever else")
        << engine << VerdictKind::Engine
        << QStringLiteral("Sluice itself sets the pace: its engine thread computes 97 % "
                          "of the time, so waits for servers seem longer than they are.");
}

void VerdictTest::judges()
{
    QFETCH(VerdictInput, input);
    QFETCH(VerdictKind, kind);
    QFETCH(QString, text);
    const auto verdict = judge(input);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(kind));
    if (text.isEmpty())
        QVERIFY(!verdict.text.isEmpty());
    else
        QCOMPARE(verdict.text, text);
}

void VerdictTest::sharesAreOfTheTimeInFlight()
{
    // a short wait for places leaves the share of the time in flight as it is
    const auto verdict = judge(minute({{WaitReason::HostSlot, 10s},
                                       {WaitReason::FirstByte, 50s},
                                       {WaitReason::Body, 50s},
                                       {WaitReason::Disk, 0s},
                                       {WaitReason::Body, 1s}},
                                      50));
    QCOMPARE(verdict.kind, VerdictKind::Bandwidth);
    QVERIFY(verdict.text.contains(QStringLiteral("50 % of the time in flight")));
}

void VerdictTest::namesAreForEver()
{
    QStringList names;
    for (int kind = 0; kind <= static_cast<int>(VerdictKind::Finishing); ++kind)
        names += verdictKindName(static_cast<VerdictKind>(kind));
    QCOMPARE(
        names.join(QLatin1Char(' ')),
        QStringLiteral("none engine blocked server dns connecting bandwidth own-limit host-limit rate thread-limit "
                       "cooling cpu child disk store retrying starved finishing"));
}

void VerdictTest::aFewSecondsOfStallsAreBlamedOnTheirCause()
{
    auto input = minute({{WaitReason::FirstByte, 100s}}, 40);
    input.loopLate = 0.5;
    input.loopLagMs = 240;
    input.loopBlockedBy = QStringLiteral("store");
    const auto verdict = judge(input);
    QCOMPARE(verdict.kind, VerdictKind::Blocked);
    QCOMPARE(verdict.text,
             QStringLiteral("Sluice's own event loop is held up by store: 50 % of the time, up to 240 ms at "
                            "once."));
    input.loopLagMs = 60; // many short ones are a busy machine
    QCOMPARE(judge(input).kind, VerdictKind::Server);
}

void VerdictTest::namesTheHeaviestStep()
{
    auto input = minute({{WaitReason::CpuQueue, 60s}, {WaitReason::CpuRun, 20s}, {WaitReason::FirstByte, 20s}}, 64);
    input.meanCpuBusy = 4;
    input.cores = 5;
    input.coresUsed = 4.2;
    input.steps = {{QStringLiteral("hash"), false, 100, 1s}, {QStringLiteral("jq"), false, 100, 19s}};
    const auto verdict = judge(input);
    QCOMPARE(verdict.kind, VerdictKind::Cpu);
    QCOMPARE(verdict.step, QStringLiteral("jq"));
    QVERIFY(verdict.text.contains(QStringLiteral("jq takes 95 % of the computing time, 190 ms for a body")));
    QVERIFY(!verdict.change);

    input.steps = {{QStringLiteral("hash"), false, 100, 1s}, {QStringLiteral("thumbnail"), true, 100, 60s}};
    input.waits.add(WaitReason::Child, 60s);
    QCOMPARE(judge(input).kind, VerdictKind::Child);
    QCOMPARE(judge(input).step, QStringLiteral("thumbnail"));
}

void VerdictTest::aLineBeforeTheThreadsIsNotBlamedOnTheLimit()
{
    // what a machine with much else to do takes to hand over: the threads are not busy all the time, nor is any free
    auto input =
        minute({{WaitReason::GlobalSlot, 3'600s}, {WaitReason::CpuQueue, 3'500s}, {WaitReason::CpuRun, 50s}}, 64);
    input.threads = 1;
    input.meanCpuBusy = 0.85;
    QCOMPARE(judge(input).kind, VerdictKind::Cpu);
    QVERIFY(!judge(input).change);
    input.meanCpuBusy = 0.5;
    QCOMPARE(judge(input).kind, VerdictKind::OwnLimit);
}

void VerdictTest::backoffIsNoLimit()
{
    // forty refused connections, then a minute until the next
    auto input = minute({{WaitReason::HostSlot, 20ms}, {WaitReason::Connect, 10ms}, {WaitReason::Backoff, 1'200s}}, 0);
    input.attempts = 40;
    input.wall = 10s;
    input.retrying = 40;
    input.listEnded = false;
    const auto verdict = judge(input);
    QCOMPARE(verdict.kind, VerdictKind::Retrying);
    QCOMPARE(verdict.text, QStringLiteral("Jobs wait for their next try, 40 of them: the pauses before it take 99 % of "
                                          "their time, and 0 of 64 places are taken."));
    QVERIFY(!verdict.change && !verdict.remedy.isEmpty());
    auto nothingElse = minute({{WaitReason::Backoff, 400s}}, 0);
    nothingElse.attempts = 0;
    nothingElse.retrying = 40;
    QCOMPARE(judge(nothingElse).kind, VerdictKind::Retrying);

    input.moreWaiting = true; // beside those who pause, others wait for a place
    input.attempts = 4'000;
    input.waits.add(WaitReason::HostSlot, 300s);
    input.waits.add(WaitReason::FirstByte, 60s);
    input.meanInFlight = 6;
    QCOMPARE(judge(input).kind, VerdictKind::HostLimit);

    // a few pause, and little is left beside them: the list does not starve the run
    auto end = minute({{WaitReason::FirstByte, 600s}, {WaitReason::Backoff, 60s}}, 10);
    end.listEnded = false;
    end.retrying = 1;
    QCOMPARE(judge(end).kind, VerdictKind::Finishing);
    QVERIFY(judge(end).remedy.endsWith(QStringLiteral("what else is left waits for its next try.")));
    end.retrying = 0;
    QCOMPARE(judge(end).kind, VerdictKind::Starved);

    // nothing is in flight worth a word on where its time goes
    auto idle = minute({{WaitReason::Connect, 2s}}, 0.03);
    QCOMPARE(judge(idle).kind, VerdictKind::Finishing);
}

void VerdictTest::aLimitOfOneIsALimit()
{
    // its place is given before the job counts as in flight
    auto input = minute({{WaitReason::GlobalSlot, 600s}, {WaitReason::FirstByte, 54s}}, 0.91);
    input.limit = 1;
    input.perHost = 6;
    QCOMPARE(judge(input).kind, VerdictKind::OwnLimit);
    QCOMPARE(judge(input).limit, LimitField::InFlight);
    input.limit = 64; // but who came all at once has waited a moment for a place that is mostly free
    QCOMPARE(judge(input).kind, VerdictKind::Server);
}

void VerdictTest::ownTimeIsNamed()
{
    const auto verdict = judge(minute({{WaitReason::Engine, 50s}, {WaitReason::FirstByte, 30s}}, 40));
    QCOMPARE(verdict.kind, VerdictKind::Engine);
    QCOMPARE(verdict.text, QStringLiteral("Waiting on Sluice itself: 63 % of the time in flight is spent waiting for "
                                          "the engine's thread, and 40 of 64 places are taken."));
}

void VerdictTest::commitsAreNobodysWait()
{
    auto input = minute({{WaitReason::FirstByte, 60s}, {WaitReason::Commit, 6'000s}}, 40);
    input.attempts = 60'000;
    const auto evidence = judge(input).evidence.join(u'\n');
    QVERIFY(evidence.startsWith(QStringLiteral("100 % of jobs' time: waiting for the first byte")));
    QVERIFY(!evidence.contains(waitReasonLabel(WaitReason::Commit)));
}

void VerdictTest::freePlacesAreBlamedOnTheListOrTheStore()
{
    auto input = minute({{WaitReason::FirstByte, 60s}}, 3);
    QCOMPARE(judge(input).kind, VerdictKind::Finishing);
    input.importing = true;
    QCOMPARE(judge(input).kind, VerdictKind::Starved);
    input.importing = input.listEnded = false;
    QCOMPARE(judge(input).kind, VerdictKind::Starved);
    input.waits.add(WaitReason::Commit, 6'000s); // a second each
    QCOMPARE(judge(input).kind, VerdictKind::Store);
    input.waits.add(WaitReason::HostSlot, 60s); // of jobs that came all at once: no host's places are taken for long
    input.moreWaiting = true;
    input.perHost = 64;
    QCOMPARE(judge(input).kind, VerdictKind::Store);
    input.moreWaiting = false;
    input.waits = WaitTimes();
    input.waits.add(WaitReason::FirstByte, 60s);
    input.storeBehind = true;
    QCOMPARE(judge(input).kind, VerdictKind::Store);
}

void VerdictTest::jobsThatComeInBurstsAreTheProjectFilesDoing()
{
    auto input = minute({{WaitReason::Engine, 60s}, {WaitReason::FirstByte, 50s}, {WaitReason::HostSlot, 20s}}, 3);
    input.perHost = 64;
    input.moreWaiting = true;
    QCOMPARE(judge(input).kind, VerdictKind::Engine); // the end of the list
    input.listEnded = false;
    QCOMPARE(judge(input).text, QStringLiteral("The project file sets the pace: jobs come out of it in bursts, and 3 "
                                               "of 64 places are taken."));
    input.importing = true;
    QCOMPARE(judge(input).kind, VerdictKind::Starved);
    input.importing = false;
    input.perHost = 4; // it may well be full
    QCOMPARE(judge(input).kind, VerdictKind::Engine);
}

void VerdictTest::jsonSaysWhatThereIs()
{
    auto input = minute({{WaitReason::HostSlot, 1'000s}, {WaitReason::FirstByte, 360s}}, 6);
    input.hosts = {{QStringLiteral("http://a"), 6, 16, 0, false}};
    const auto json = toJson(judge(input));
    QCOMPARE(json[QLatin1StringView("kind")].toString(), QStringLiteral("host-limit"));
    QCOMPARE(json[QLatin1StringView("limit")].toString(), QStringLiteral("perHost"));
    QCOMPARE(json[QLatin1StringView("change")].toObject()[QLatin1StringView("to")].toDouble(), 12.0);
    QVERIFY(json[QLatin1StringView("gain")].toObject()[QLatin1StringView("high")].toDouble() >= 1);
    QVERIFY(!json[QLatin1StringView("evidence")].toArray().isEmpty());
    QCOMPARE(toJson(Verdict()).keys().join(QLatin1Char(' ')), QStringLiteral("kind text"));
}

QTEST_APPLESS_MAIN(VerdictTest)
#include "tst_verdict.moc"
