// What a verdict proposes, and why it proposes nothing.
#include "support/minute.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::minute;

class RemedyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void freeCoresAreForMoreThreads();
    void hostsOfTheirOwnLimitTakeNoMore();
    void nothingIsRaisedWhereServersRefuse();
    void aServerThatRefusesIsSparedAlone();
    void refusalsWithoutAWordAreCounted();
    void aPageThatIsOutOfOrderIsNoMatterOfPace();
    void aRateIsNotRaisedAfterRefusals();
    void aRateIsBoundByPlaces();
    void theProcessorBoundsTheGain();
    void aProposalStaysInItsRange();
    void nothingIsRaisedWhereMostAttemptsFail();
    void aServerAtItsPaceMayGiveNoMore();
};

void RemedyTest::freeCoresAreForMoreThreads()
{
    auto input = minute({{WaitReason::CpuQueue, 60s}, {WaitReason::CpuRun, 20s}}, 64);
    input.threads = 2;
    input.meanCpuBusy = 2;
    input.cores = 16;
    input.coresUsed = 2.3;
    const auto verdict = judge(input);
    QCOMPARE(verdict.kind, VerdictKind::ThreadLimit);
    QCOMPARE(verdict.change, (LimitChange{LimitField::Threads, 2, 4}));
    QVERIFY(verdict.gain->contains(0.8));
}

void RemedyTest::hostsOfTheirOwnLimitTakeNoMore()
{
    // four in flight, of one host that may have six: more than six in flight are of no use
    auto input = minute({{WaitReason::GlobalSlot, 1'000s}, {WaitReason::FirstByte, 240s}}, 4);
    input.limit = 4;
    input.hosts = {{QStringLiteral("http://a"), 4, 16, 0, false}};
    const auto verdict = judge(input);
    QCOMPARE(verdict.kind, VerdictKind::OwnLimit);
    QCOMPARE(verdict.change, (LimitChange{LimitField::InFlight, 4, 6}));
    QVERIFY(verdict.gain->contains(0.5) && !verdict.gain->contains(0.9));
    input.hosts.front().ownLimit = 5; // one of its own holds, whatever the others may have
    QCOMPARE(judge(input).change, (LimitChange{LimitField::InFlight, 4, 5}));
    input.hosts.front().ownLimit = 0;
    input.perHost = 4;
    QVERIFY(!judge(input).change);
    QCOMPARE(judge(input).remedy, QStringLiteral("Both limits are 4, in flight and per host: one alone makes no room. "
                                                 "Raise the limit per host first, then the one in flight."));
    auto onTheHost = input; // so they wait, where the host is as full as the run
    onTheHost.waits = WaitTimes();
    onTheHost.waits.add(WaitReason::HostSlot, 1'000s);
    onTheHost.waits.add(WaitReason::FirstByte, 240s);
    onTheHost.moreWaiting = true;
    QCOMPARE(judge(onTheHost).kind, VerdictKind::OwnLimit);
    QVERIFY(judge(onTheHost).remedy.startsWith(QStringLiteral("Both limits are 4")));
    input.hosts.front().ownLimit = 4;
    input.perHost = 6;
    QCOMPARE(judge(input).remedy,
             QStringLiteral("The limit of 4 for http://a alone leaves no room for more in flight."));
    input.hosts = {{QStringLiteral("http://a"), 2, 16, 0, false}, {QStringLiteral("http://b"), 2, 16, 0, false}};
    input.perHost = 2;
    QCOMPARE(judge(input).remedy, QStringLiteral("The limit per host leaves no room for more in flight."));
}

void RemedyTest::nothingIsRaisedWhereServersRefuse()
{
    auto input = minute({{WaitReason::HostSlot, 1'000s}, {WaitReason::FirstByte, 360s}}, 6);
    input.refused = 60; // one in a hundred
    const auto some = judge(input);
    QCOMPARE(some.kind, VerdictKind::HostLimit);
    QVERIFY(!some.change);
    QCOMPARE(some.remedy, QStringLiteral("A server refuses some requests already (60 of 6,000): higher limits would "
                                         "make it refuse more."));
    input.refused = 3;
    QVERIFY(judge(input).change); // an answer that went wrong
    input.hosts = {{QStringLiteral("http://a"), 5.9, 14, 0, false}, {QStringLiteral("http://b"), 0.04, 1, 3, false}};
    QVERIFY(!judge(input).change); // three of some forty, from one that would get more
    input.hosts.back().waiting = 0;
    QVERIFY(judge(input).change);
    input.hosts.clear();
    input.refused = 0; // as for a run that is over: only the wait is known
    input.waits.add(WaitReason::RetryAfter, 100s);
    QCOMPARE(judge(input).remedy,
             QStringLiteral("A server asked for patience already: higher limits would make it refuse more."));

    auto rate = minute({{WaitReason::Rate, 300s}, {WaitReason::FirstByte, 100s}}, 3);
    rate.ratePerSecond = 100;
    QVERIFY(judge(rate).change);
    rate.refused = 60;
    QVERIFY(!judge(rate).change);
    QVERIFY(judge(rate).remedy.startsWith(QStringLiteral("A server refuses some requests already")));
}

void RemedyTest::aServerThatRefusesIsSparedAlone()
{
    auto input =
        minute({{WaitReason::HostSlot, 1'000s}, {WaitReason::RetryAfter, 500s}, {WaitReason::FirstByte, 360s}}, 6);
    input.refused = 3'000;
    input.asked = 6'000;
    input.accepted = 3'000;
    input.tooMany = 3'000;
    input.acceptedPerSecond = 50;
    input.hosts = {{QStringLiteral("http://a"), 1, 2, 0, false}, {QStringLiteral("http://b"), 5, 14, 3'000, true}};
    input.severalHosts = true;
    const auto verdict = judge(input);
    QCOMPARE(verdict.kind, VerdictKind::Cooling);
    QCOMPARE(verdict.host, QStringLiteral("http://b"));
    QCOMPARE(verdict.change, (LimitChange{LimitField::RatePerSecond, 0, 45}));
    QCOMPARE(verdict.remedy, QStringLiteral("Rate no limit → 45/s may bring no fewer results: of the requests so far, "
                                            "50 % were made in vain."));

    // while it cools nothing is accepted; that says nothing of what it takes
    input.refused = input.attempts;
    QCOMPARE(judge(input).change, verdict.change);
    QCOMPARE(judge(input).remedy, verdict.remedy);
    input.accepted = 9;
    QVERIFY(!judge(input).change);
    QCOMPARE(judge(input).remedy, QStringLiteral("Wait: too few requests were accepted so far (9) to tell how many the "
                                                 "server takes."));

    // most of what runs is for others: they are not made slower
    input.accepted = 3'000;
    input.refused = 1'500;
    input.hosts = {{QStringLiteral("http://a"), 18, 14, 0, false}, {QStringLiteral("http://b"), 1, 4, 1'500, true}};
    QCOMPARE(judge(input).host, QStringLiteral("http://b"));
    QVERIFY(!judge(input).change);
    QCOMPARE(judge(input).remedy,
             QStringLiteral("A limit of its own for http://b, below 6, may cost no results (page Hosts, or "
                            "--host-limit). Or pause it for a while (page Hosts): the other hosts go on."));
    input.hosts.back().ownLimit = 4;
    QVERIFY(judge(input).remedy.startsWith(QStringLiteral("A lower limit for http://b than its own of 4 may cost")));
    input.hosts.back().ownLimit = 1;
    QCOMPARE(judge(input).remedy, QStringLiteral("Pause http://b for a while (page Hosts): the other hosts go on."));
    input.hosts.back().ownLimit = 0;
    input.hosts.front() = {QStringLiteral("http://a"), 180, 140, 0, false}; // and even where these are nearly all
    QVERIFY(!judge(input).change);
}

void RemedyTest::refusalsWithoutAWordAreCounted()
{
    auto input = minute({{WaitReason::HostSlot, 100s}, {WaitReason::FirstByte, 60s}}, 6);
    input.attempts = 815;
    input.refused = 815;
    input.hosts = {{QStringLiteral("http://a"), 6, 18, 815, false}};
    QCOMPARE(judge(input).text, QStringLiteral("http://a refuses: 815 of 815 requests were answered with 429 or 503."));
    input.hosts.front().inFlight = input.hosts.front().waiting = 0; // all of them pause; there is no other host
    input.asked = 815;
    QVERIFY(judge(input).remedy.startsWith(QStringLiteral("Wait: too few requests were accepted so far (0)")));
    input.hosts.clear();
    QCOMPARE(judge(input).text, QStringLiteral("Servers refuse: 815 of 815 requests were answered with 429 or 503."));
}

void RemedyTest::aPageThatIsOutOfOrderIsNoMatterOfPace()
{
    auto input = minute({{WaitReason::RetryAfter, 100s}, {WaitReason::FirstByte, 360s}}, 6);
    input.refused = input.failed = 3'000;
    input.asked = 6'000;
    input.accepted = 3'000;
    input.acceptedPerSecond = 50;
    input.hosts = {{QStringLiteral("http://a"), 6, 18, 3'000, false}};
    QCOMPARE(judge(input).kind, VerdictKind::Cooling);
    QVERIFY(!judge(input).change);
    QVERIFY2(judge(input).remedy.contains(QStringLiteral("fewer requests may not help")),
             qPrintable(judge(input).remedy));
    input.tooMany = 1'499;
    QVERIFY(!judge(input).change);
    input.tooMany = 1'500;
    QCOMPARE(judge(input).change, (LimitChange{LimitField::RatePerSecond, 0, 45}));
    input.tooMany = 0;
    input.waits.add(WaitReason::RetryAfter, 300s); // most of the time
    QCOMPARE(judge(input).change, (LimitChange{LimitField::RatePerSecond, 0, 45}));
    input.ratePerSecond = 20;
    input.hosts.front().ownLimit = 4;
    QVERIFY(judge(input).remedy.startsWith(QStringLiteral("A lower limit for http://a than its own of 4 may")));
}

void RemedyTest::aRateIsNotRaisedAfterRefusals()
{
    auto input = minute({{WaitReason::Rate, 300s}, {WaitReason::FirstByte, 100s}}, 3);
    input.ratePerSecond = 17;
    input.attempts = 1'020;
    const auto raised = judge(input);
    QCOMPARE(raised.change, (LimitChange{LimitField::RatePerSecond, 17, 34}));
    QVERIFY2(
        raised.remedy.endsWith(QStringLiteral(" %, if its servers allow more: the rate may be a promise to them.")),
        qPrintable(raised.remedy));
    input.asked = 5'000; // before the rate was lowered
    input.accepted = 4'990;
    QVERIFY(!judge(input).change);
    QCOMPARE(judge(input).remedy, QStringLiteral("Servers refused 10 of the 5,000 requests of this run: higher limits "
                                                 "may make them refuse again."));
    input.accepted = 4'991;
    QVERIFY(judge(input).change);
    auto places = minute({{WaitReason::HostSlot, 1'000s}, {WaitReason::FirstByte, 360s}}, 6);
    places.asked = 6'000;
    places.accepted = 5'990;
    QVERIFY(judge(places).change);
    places.accepted = 5'900;
    QVERIFY(!judge(places).change);
}

void RemedyTest::aRateIsBoundByPlaces()
{
    auto input = minute({{WaitReason::Rate, 300s}, {WaitReason::FirstByte, 300s}}, 5);
    input.ratePerSecond = 20;
    input.attempts = 1'200;
    input.hosts = {{QStringLiteral("http://a"), 5, 10, 0, false}}; // six are all it may have
    QVERIFY(judge(input).gain && judge(input).gain->high <= 0.30);
    input.meanInFlight = input.hosts.front().inFlight = 5.8;
    QVERIFY(!judge(input).change);
    QCOMPARE(judge(input).remedy, QStringLiteral("The limit per host leaves no room for a higher rate."));
    input.hosts.clear();
    input.meanInFlight = 60;
    QCOMPARE(judge(input).remedy, QStringLiteral("The limit in flight leaves no room for a higher rate."));
    input.meanInFlight = 3;
    input.engineBusy = 0.89;
    QVERIFY(!judge(input).change);
    QCOMPARE(judge(input).remedy, QStringLiteral("The processor has no room for more."));
}

void RemedyTest::theProcessorBoundsTheGain()
{
    auto threads = minute({{WaitReason::CpuQueue, 60s}, {WaitReason::CpuRun, 20s}}, 64);
    threads.meanCpuBusy = 4;
    threads.cores = 16;
    threads.coresUsed = 4.3;
    QVERIFY(judge(threads).change);
    threads.engineBusy = 0.89;
    QCOMPARE(judge(threads).kind, VerdictKind::ThreadLimit);
    QVERIFY(!judge(threads).change);
    QCOMPARE(judge(threads).remedy, QStringLiteral("The processor has no room for more."));

    auto input = minute({{WaitReason::GlobalSlot, 1'000s}, {WaitReason::FirstByte, 3'840s}}, 64);
    input.attempts = 60'000;
    input.engineBusy = 0.8;
    const auto bounded = judge(input);
    QCOMPARE(bounded.kind, VerdictKind::OwnLimit);
    QVERIFY(bounded.gain && !bounded.gain->contains(0.35));
    input.engineBusy = 0.89;
    QVERIFY(!judge(input).change);
}

void RemedyTest::aProposalStaysInItsRange()
{
    auto input = minute({{WaitReason::GlobalSlot, 100'000s}, {WaitReason::FirstByte, 40'000s}}, 40'000);
    input.limit = 40'000;
    input.attempts = 10'000'000;
    input.waits.add(WaitReason::GlobalSlot, 10'000'000s);
    const auto verdict = judge(input);
    QVERIFY(verdict.change);
    QVERIFY(limitRange(verdict.change->field).allows(verdict.change->to));
}

void RemedyTest::nothingIsRaisedWhereMostAttemptsFail()
{
    auto input = minute({{WaitReason::HostSlot, 1'000s}, {WaitReason::FirstByte, 360s}}, 6);
    input.attempts = 300; // each timed out
    input.failed = 149;
    QVERIFY(judge(input).change);
    input.failed = 300;
    const auto verdict = judge(input);
    QVERIFY(!verdict.change && !verdict.gain);
    QCOMPARE(verdict.remedy, QStringLiteral("300 of 300 attempts failed: look at why (page Failures, or sluice-cli "
                                            "failures) before raising a limit."));
    QVERIFY(verdict.evidence.contains(QStringLiteral("Failed: 300 of 300 attempts")));
    input.refused = 300; // why is known
    QVERIFY(judge(input).remedy != verdict.remedy);

    auto rate = minute({{WaitReason::Rate, 300s}, {WaitReason::Connect, 100s}}, 3);
    rate.ratePerSecond = 100;
    rate.failed = rate.attempts / 2;
    QVERIFY(judge(rate).remedy.startsWith(QStringLiteral("3,000 of 6,000 attempts failed")));
    auto connecting = minute({{WaitReason::Connect, 100s}}, 40);
    connecting.failed = connecting.attempts;
    QCOMPARE(judge(connecting).kind, VerdictKind::Connecting);
    QVERIFY(judge(connecting).remedy.startsWith(QStringLiteral("6,000 of 6,000 attempts failed")));
}

void RemedyTest::aServerAtItsPaceMayGiveNoMore()
{
    auto input = minute({{WaitReason::HostSlot, 1'000s}, {WaitReason::FirstByte, 480s}}, 8);
    input.perHost = 8;
    input.hosts = {{QStringLiteral("http://a"), 8, 16, 0, false}};
    input.total = {199, 200, 202};
    const auto steady = judge(input);
    QCOMPARE(steady.gain, (GainRange{0.85, 1.10}));
    QVERIFY(!steady.remedy.contains(QStringLiteral("nothing")));
    input.lineShare = 0.5; // four workers who take 100 ms each
    const auto verdict = judge(input);
    QCOMPARE(verdict.change, (LimitChange{LimitField::PerHost, 8, 16}));
    QVERIFY(verdict.gain->contains(0));
    QCOMPARE(verdict.remedy, QStringLiteral("Per host 8 → 16 should give \u22125..+110 %: it may bring nothing, if the "
                                            "line is at the server."));
    QVERIFY(verdict.reckoning.contains(QStringLiteral("50 % of their time is more. The server may be at its pace")));
}

QTEST_APPLESS_MAIN(RemedyTest)
#include "tst_remedy.moc"
