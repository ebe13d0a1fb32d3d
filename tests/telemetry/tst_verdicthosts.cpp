// Which host a verdict names.
#include "support/minute.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::minute;

class VerdictHostsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void aSlowServerIsNamedAndItsLimitIsTheRemedy();
    void aHostsOwnLimitIsNamed();
    void aHostAtItsOwnLimitIsNamedAmongOthers();
    void oneOfManyHostsIsNotAllOfThem();
    void theLastHostIsNamed();
};

void VerdictHostsTest::aSlowServerIsNamedAndItsLimitIsTheRemedy()
{
    auto input = minute({{WaitReason::HostSlot, 1'000s}, {WaitReason::FirstByte, 360s}}, 6);
    input.attempts = 360; // a second each
    input.hosts = {{QStringLiteral("http://example.org"), 6, 16, 0, false}};
    const auto verdict = judge(input);
    QCOMPARE(verdict.kind, VerdictKind::Server);
    QCOMPARE(verdict.host, QStringLiteral("http://example.org"));
    QCOMPARE(verdict.limit, LimitField::PerHost);
    QCOMPARE(verdict.change, (LimitChange{LimitField::PerHost, 6, 12}));
    QVERIFY(verdict.gain->contains(1.0) && verdict.gain->contains(0.5) && !verdict.gain->contains(1.4));
    QVERIFY(verdict.text.startsWith(QStringLiteral("Waiting on http://example.org: 100 % of the time in flight")));
    QVERIFY2(verdict.remedy.startsWith(QStringLiteral("Per host 6 → 12 should give +")), qPrintable(verdict.remedy));

    input.attempts = 3'600; // a tenth of a second: it is the limit that holds
    QCOMPARE(judge(input).kind, VerdictKind::HostLimit);
    QCOMPARE(judge(input).host, QStringLiteral("http://example.org"));
}

void VerdictHostsTest::aHostsOwnLimitIsNamed()
{
    auto input = minute({{WaitReason::HostSlot, 300s}, {WaitReason::FirstByte, 100s}}, 2);
    input.hosts = {{QStringLiteral("http://a"), 2, 18, 0, false, 2}};
    QCOMPARE(judge(input).text, QStringLiteral("Your limit of 2 for http://a holds: jobs spend 75 % of their time "
                                               "waiting for a place on it, while 2 of 64 places are taken."));
    QVERIFY(judge(input).evidence.contains(QStringLiteral("http://a: 2 in flight, 18 waiting, at most 2 at once")));
    QVERIFY(!judge(input).change);
    QCOMPARE(judge(input).remedy,
             QStringLiteral("A higher limit of its own for http://a than 2 would help, if it takes "
                            "more (page Hosts, or --host-limit)."));
    input.attempts = 60;
    QVERIFY(judge(input).text.endsWith(QStringLiteral("and jobs wait for one of 2 places on their host.")));
}

void VerdictHostsTest::aHostAtItsOwnLimitIsNamedAmongOthers()
{
    auto input = minute({{WaitReason::HostSlot, 2'400s}, {WaitReason::FirstByte, 480s}}, 8);
    input.hosts = {{QStringLiteral("http://l"), 2, 25, 0, false, 2}, {QStringLiteral("http://a"), 6, 15, 0, false}};
    input.severalHosts = true;
    const auto verdict = judge(input);
    QCOMPARE(verdict.host, QStringLiteral("http://l"));
    QVERIFY2(verdict.text.startsWith(QStringLiteral("Your limit of 2 for http://l holds")), qPrintable(verdict.text));
    QVERIFY(!verdict.change);
    QVERIFY(verdict.remedy.startsWith(QStringLiteral("A higher limit of its own for http://l than 2 would help")));
    input.attempts = 600; // eight tenths of a second each: not all of them are for it
    QCOMPARE(judge(input).kind, VerdictKind::HostLimit);
    QCOMPARE(judge(input).host, QStringLiteral("http://l"));
    input.hosts.front().inFlight = 1; // it is not full
    QCOMPARE(judge(input).host, QString());
    input.hosts = {{QStringLiteral("http://l"), 2, 19, 0, false, 2}, {QStringLiteral("http://a"), 6, 21, 0, false}};
    QCOMPARE(judge(input).host, QString()); // most wait for the other
    QCOMPARE(judge(input).change, (LimitChange{LimitField::PerHost, 6, 12}));
}

void VerdictHostsTest::oneOfManyHostsIsNotAllOfThem()
{
    auto input = minute({{WaitReason::HostSlot, 3'000s}, {WaitReason::FirstByte, 3'000s}}, 50);
    input.hosts = {{QStringLiteral("http://a"), 6, 18, 0, false}}; // the rest is spread over hosts with one each
    QCOMPARE(judge(input).kind, VerdictKind::HostLimit);
    QCOMPARE(judge(input).host, QString());
}

void VerdictHostsTest::theLastHostIsNamed()
{
    auto input = minute({{WaitReason::HostSlot, 300s}, {WaitReason::FirstByte, 100s}}, 6);
    input.hosts = {{QStringLiteral("http://slow"), 6, 18, 0, false}};
    input.severalHosts = true;
    const auto held = judge(input);
    QCOMPARE(held.kind, VerdictKind::HostLimit); // though the others are done
    QCOMPARE(held.host, QStringLiteral("http://slow"));
    QCOMPARE(held.change, (LimitChange{LimitField::PerHost, 6, 12}));
    const auto end = QStringLiteral("The end of the list: no job is left to be taken from it but those of http://slow");
    QVERIFY(held.evidence.contains(end));
    input.listEnded = false;
    QCOMPARE(judge(input).kind, VerdictKind::HostLimit);
    QVERIFY(!judge(input).evidence.contains(end));

    auto rest = minute({{WaitReason::HostSlot, 10s}, {WaitReason::FirstByte, 100s}}, 4);
    rest.hosts = {{QStringLiteral("http://slow"), 4, 0, 0, false}};
    rest.severalHosts = true;
    const auto tail = judge(rest);
    QCOMPARE(tail.kind, VerdictKind::Finishing); // nobody waits
    QCOMPARE(tail.host, QStringLiteral("http://slow"));
    rest.moreWaiting = true;
    QCOMPARE(judge(rest).kind, VerdictKind::Server);
}

QTEST_APPLESS_MAIN(VerdictHostsTest)
#include "tst_verdicthosts.moc"
