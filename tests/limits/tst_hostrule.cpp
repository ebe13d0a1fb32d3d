#include "limits/hostrule.h"

#include <QJsonObject>
#include <QTest>

using namespace sluice;

class HostRuleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRuleTakesThePlaceOfTheOneBefore();
    void aRuleThatSaysNothingIsGone();
    void placesAreItsOwnOrTheCommonOnes();
    void survivesJson();
    void refusesWhatCannotBe();
    void namesAreThoseOfHosts();
    void whatIsNoHostIsRefused_data();
    void whatIsNoHostIsRefused();
};

static HostKey host(const char *name)
{
    return {QString::fromLatin1(name)};
}

void HostRuleTest::aRuleTakesThePlaceOfTheOneBefore()
{
    HostRules rules;
    setRule(&rules, {host("https://b"), 2, false});
    setRule(&rules, {host("https://a"), 3, false});
    setRule(&rules, {host("https://b"), std::nullopt, true});
    QCOMPARE(rules.size(), size_t(2));
    QCOMPARE(rules[0].host, host("https://a"));
    QVERIFY(ruleFor(rules, host("https://b")).paused);
    QVERIFY(!ruleFor(rules, host("https://b")).limit);
    HostRules inAnotherOrder;
    setRule(&inAnotherOrder, {host("https://a"), 3, false});
    setRule(&inAnotherOrder, {host("https://b"), std::nullopt, true});
    QCOMPARE(rules, inAnotherOrder);
}

void HostRuleTest::aRuleThatSaysNothingIsGone()
{
    HostRules rules;
    setRule(&rules, {host("https://a"), 3, false});
    setRule(&rules, {host("https://a"), std::nullopt, false});
    setRule(&rules, {host("https://b"), std::nullopt, false});
    QVERIFY(rules.empty());
}

void HostRuleTest::placesAreItsOwnOrTheCommonOnes()
{
    HostRules rules;
    setRule(&rules, {host("https://a"), 2, true});
    setRule(&rules, {host("https://b"), std::nullopt, true});
    QCOMPARE(placesOn(rules, host("https://a"), 6), 2);
    QCOMPARE(placesOn(rules, host("https://b"), 6), 6);
    QCOMPARE(placesOn(rules, host("https://c"), 6), 6);
}

void HostRuleTest::survivesJson()
{
    HostRules rules;
    setRule(&rules, {host("https://a"), 2, true});
    setRule(&rules, {host("https://b"), std::nullopt, true});
    setRule(&rules, {host("http://c:81"), 9, false});
    QCOMPARE(hostRulesFromJson(toJson(rules)).value(), rules);
    QCOMPARE(hostRulesFromJson({}).value(), HostRules());
}

void HostRuleTest::refusesWhatCannotBe()
{
    QVERIFY(hostRulesFromJson({QJsonObject{{QStringLiteral("limit"), 2}}}).failed());
    for (const double limit : {0.0, -1.0, 2.5, 1e9}) {
        const QJsonObject rule{{QStringLiteral("host"), QStringLiteral("https://a")}, {QStringLiteral("limit"), limit}};
        const auto read = hostRulesFromJson({rule});
        QVERIFY(read.failed());
        QVERIFY(read.error().message.contains(QStringLiteral("https://a")));
    }
    HostRules rules;
    setRule(&rules, {host("https://a"), 0, false});
    QCOMPARE(problemsOf(rules).size(), 1);
}

void HostRuleTest::namesAreThoseOfHosts()
{
    const auto both = hostsNamed(QStringLiteral("Example.org"));
    QVERIFY(both);
    QCOMPARE(both.value(), (std::vector{host("http://example.org"), host("https://example.org")}));
    QCOMPARE(hostsNamed(QStringLiteral("127.0.0.1:8080")).value().front(), host("http://127.0.0.1:8080"));
    QCOMPARE(hostsNamed(QStringLiteral("https://example.org:443/")).value(), std::vector{host("https://example.org")});
    QCOMPARE(hostsNamed(QStringLiteral("http://[::1]:81")).value(), std::vector{host("http://[::1]:81")});
}

void HostRuleTest::whatIsNoHostIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const auto *text : {"", "https://", "https://a.example/path", "ftp://a.example", "a b", "user@a.example",
                             "a.example?x", "a.example:99999"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void HostRuleTest::whatIsNoHostIsRefused()
{
    QFETCH(QString, text);
    const auto hosts = hostsNamed(text);
    QVERIFY(hosts.failed());
    QVERIFY(hosts.error().message.contains(QStringLiteral("example.org")));
}

QTEST_GUILESS_MAIN(HostRuleTest)
#include "tst_hostrule.moc"
