#include "telemetry/verdict.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class VerdictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void judges_data();
    void judges();
    void sharesAreOfTheTimeInFlight();
    void namesAreForEver();
};

using Spans = std::initializer_list<std::pair<WaitReason, Duration>>;

/// A minute at 64 in flight, 6 per host, 4 threads, nothing waiting.
static VerdictInput minute(Spans spans, double meanInFlight)
{
    VerdictInput input;
    input.wall = 1min;
    input.attempts = 6'000;
    input.limit = 64;
    input.perHost = 6;
    input.threads = 4;
    input.meanInFlight = meanInFlight;
    for (const auto &[reason, span] : spans)
        input.waits.add(reason, span);
    return input;
}

void VerdictTest::judges_data()
{
    using W = WaitReason;
    QTest::addColumn<VerdictInput>("input");
    QTest::addColumn<VerdictKind>("kind");
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing yet") << VerdictInput() << VerdictKind::None
                                 << QStringLiteral("Too little to tell: no attempt has ended in 0 s.");
    auto few = minute({{W::FirstByte, 60s}}, 1);
    few.attempts = 9;
    QTest::newRow("few attempts") << few << VerdictKind::None
                                  << QStringLiteral("Too little to tell: attempts ended so far: 9, in 1 min 0 s.");
    auto brief = minute({{W::FirstByte, 60s}}, 64);
    brief.wall = 999ms;
    QTest::newRow("too short") << brief << VerdictKind::None
                               << QStringLiteral("Too little to tell: attempts ended so far: 6,000, in 999 ms.");
    QTest::newRow("only waits") << minute({{W::HostSlot, 60s}}, 0) << VerdictKind::None << QString();

    QTest::newRow("server") << minute({{W::FirstByte, 83s}, {W::Body, 17s}}, 40) << VerdictKind::Server
                            << QStringLiteral("Waiting on the server: 83 % of the time in flight is spent before the "
                                              "first byte, and 40 of 64 places are taken.");
    QTest::newRow("connecting") << minute({{W::Dns, 20s}, {W::Connect, 20s}, {W::Tls, 21s}, {W::FirstByte, 39s}}, 40)
                                << VerdictKind::Connecting
                                << QStringLiteral(
                                       "Waiting for connections: 61 % of the time in flight is spent on getting "
                                       "a connection, and 40 of 64 places are taken.");
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
               "spent computing or waiting for a thread. More in flight would not help.");
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
                                      "in flight is spent before the first byte. A higher limit may help, if "
                                      "the servers can take it.");
    QTest::newRow("own limit, receiving")
        << minute({{W::GlobalSlot, 240s}, {W::FirstByte, 10s}, {W::Body, 90s}}, 64) << VerdictKind::OwnLimit
        << QStringLiteral("Your limit of 64 holds: it is full and jobs wait, while 90 % of the time in flight is spent "
                          "receiving. A higher limit helps only as far as there is room for more of that.");
    QTest::newRow("full, but nobody waits")
        << minute({{W::FirstByte, 100s}}, 64) << VerdictKind::Server
        << QStringLiteral("Waiting on the server: 100 % of the time in flight is spent "
                          "before the first byte, and 64 of 64 places are taken.");

    auto hosts = minute({{W::HostSlot, 300s}, {W::GlobalSlot, 10s}, {W::FirstByte, 90s}}, 12);
    hosts.moreWaiting = true;
    QTest::newRow("host limit") << hosts << VerdictKind::HostLimit
                                << QStringLiteral(
                                       "Your limit of 6 per host holds: jobs spend 75 % of their time waiting "
                                       "for a place on their host, while 12 of 64 places are taken. A higher "
                                       "limit per host may help, where the host allows it.");
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
                             << QStringLiteral(
                                    "Hosts asked for patience: jobs spend 50 % of their time waiting for one to "
                                    "cool down. A lower limit per host, or a rate, may avoid it.");

    QTest::newRow("finishing") << minute({{W::FirstByte, 90s}, {W::Body, 10s}}, 10) << VerdictKind::Finishing
                               << QStringLiteral(
                                      "Nothing waits for a place: 10 of 64 places are taken, and 90 % of the "
                                      "time in flight is spent before the first byte.");

    auto engine = full;
    engine.engineBusy = 0.97;
    QTest::newRow("engine, whatever else")
        << engine << VerdictKind::Engine
        << QStringLiteral("Sluice itself sets the pace: its engine thread computes 97 % "
                          "of the time, so waits for servers seem longer than they are. "
                          "Higher limits would not help.");
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
    for (const auto kind : {VerdictKind::None, VerdictKind::Engine, VerdictKind::Server, VerdictKind::Connecting,
                            VerdictKind::Bandwidth, VerdictKind::OwnLimit, VerdictKind::HostLimit, VerdictKind::Rate,
                            VerdictKind::Cooling, VerdictKind::Cpu, VerdictKind::Disk, VerdictKind::Finishing})
        names += verdictKindName(kind);
    QCOMPARE(names.join(QLatin1Char(' ')),
             QStringLiteral("none engine server connecting bandwidth own-limit host-limit "
                            "rate cooling cpu disk finishing"));
}

QTEST_APPLESS_MAIN(VerdictTest)
#include "tst_verdict.moc"
