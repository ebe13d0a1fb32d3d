#include "limits/limitranges.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>
#include <QThread>

#include <limits>

using namespace sluice;
using namespace std::chrono_literals;

class LimitProfileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void namedProfilesAreValid();
    void balancedIsAsDocumented();
    void unknownNameListsTheKnown();
    void rangesHoldAtTheirEnds_data();
    void rangesHoldAtTheirEnds();
    void everyProblemAtOnce();
    void firstPauseWithinLongest();
    void threadsFollowTheMachine();
    void jsonRoundTrip();
    void readsPartOfAProfile();
    void refusesBadJson_data();
    void refusesBadJson();
    void fieldsHaveWords();
};

void LimitProfileTest::namedProfilesAreValid()
{
    QStringList names;
    for (const auto &profile : namedProfiles()) {
        names += profile.name;
        QCOMPARE(problemsOf(profile), QStringList());
        QCOMPARE(namedProfile(profile.name).value(), profile);
    }
    QCOMPARE(names, QStringList({QStringLiteral("polite"), QStringLiteral("balanced"), QStringLiteral("stress")}));
}

void LimitProfileTest::balancedIsAsDocumented()
{
    const auto profile = namedProfile(u"balanced").value();
    QCOMPARE(profile, LimitProfile());
    QCOMPARE(profile.inFlight, 64);
    QCOMPARE(profile.perHost, 6);
    QCOMPARE(profile.attemptTimeout.count(), Duration(30s).count());
    QCOMPARE(profile.retries, 2);
    QCOMPARE(profile.backoffBase.count(), Duration(500ms).count());
    QCOMPARE(profile.retryStatuses, std::vector<int>({408, 425, 429, 500, 502, 503, 504}));
}

void LimitProfileTest::unknownNameListsTheKnown()
{
    const auto result = namedProfile(u"Polite");
    QVERIFY(result.failed());
    QCOMPARE(result.error().kind, ErrorKind::Input);
    QCOMPARE(result.error().message,
             QStringLiteral("There is no profile named “Polite”; choose one of: polite, balanced, stress."));
}

void LimitProfileTest::rangesHoldAtTheirEnds_data()
{
    QTest::addColumn<int>("field");
    for (const auto &range : limitRanges())
        QTest::newRow(range.key.data()) << static_cast<int>(range.field);
}

void LimitProfileTest::rangesHoldAtTheirEnds()
{
    QFETCH(int, field);
    const auto &range = limitRange(static_cast<LimitField>(field));
    const auto step = range.isWhole() ? 1.0 : 1e-6;
    for (const auto value : {range.minimum, range.maximum, range.fallback()}) {
        QVERIFY(range.allows(value));
        LimitProfile profile;
        range.setValueIn(&profile, value);
        QCOMPARE(range.valueIn(profile), value);
        QVERIFY(range.problem(value).isEmpty());
    }
    for (const auto value : {range.minimum - step, range.maximum + step, -1.0, std::numeric_limits<double>::quiet_NaN(),
                             std::numeric_limits<double>::infinity()}) {
        const auto isZero = value == 0 && !range.zeroMeans().isEmpty();
        QCOMPARE(range.allows(value), isZero);
        QCOMPARE(range.problem(value).contains(range.key), !isZero);
    }
    QCOMPARE(range.allows(0), !range.zeroMeans().isEmpty() || range.minimum == 0);
    QCOMPARE(range.allows(range.minimum + 0.5), !range.isWhole());
}

void LimitProfileTest::everyProblemAtOnce()
{
    LimitProfile profile;
    profile.name.clear();
    profile.inFlight = 0;
    profile.ratePerSecond = -1;
    profile.idleTimeout = 0s;
    profile.retryStatuses = {503, 200, 600};
    QCOMPARE(
        problemsOf(profile),
        QStringList({QStringLiteral("The profile has no name."),
                     QStringLiteral("Jobs in flight (inFlight) is 0; it must be from 1 to 50,000."),
                     QStringLiteral("Request rate (ratePerSecond) is -1 per second; it must be from 0.001 per second "
                                    "to 100,000 per second, or 0 for: no limit."),
                     QStringLiteral("Idle timeout (idleTimeout) is 0 s; it must be from 0.01 s to 86,400 s."),
                     QStringLiteral("Statuses to retry (retryStatuses) holds 200; each must be from 400 to 599."),
                     QStringLiteral("Statuses to retry (retryStatuses) holds 600; each must be from 400 to 599.")}));
}

void LimitProfileTest::firstPauseWithinLongest()
{
    LimitProfile profile;
    profile.backoffBase = 90s;
    QCOMPARE(problemsOf(profile),
             QStringList(QStringLiteral("The first pause (backoffBase, 90 s) is longer than the longest pause "
                                        "(backoffCap, 60 s).")));
    profile.backoffCap = 90s;
    QCOMPARE(problemsOf(profile), QStringList());
}

void LimitProfileTest::threadsFollowTheMachine()
{
    LimitProfile profile;
    QCOMPARE(effectiveThreads(profile), std::max(1, QThread::idealThreadCount() - 1));
    profile.threads = 7;
    QCOMPARE(effectiveThreads(profile), 7);
}

void LimitProfileTest::jsonRoundTrip()
{
    auto profiles = namedProfiles();
    LimitProfile odd;
    odd.name = QStringLiteral("odd");
    odd.ratePerSecond = 1.0 / 60;
    odd.connectTimeout = 1'234'567us;
    odd.attemptTimeout = 86'399'999'999us;
    odd.maxBodyBytes = (qint64(1) << 50) - 1;
    odd.retryStatuses.clear();
    profiles.push_back(odd);
    for (const auto &profile : profiles) {
        const auto bytes = QJsonDocument(toJson(profile)).toJson();
        const auto back = profileFromJson(QJsonDocument::fromJson(bytes).object());
        QVERIFY2(back, back.failed() ? qPrintable(back.error().message) : "");
        QCOMPARE(back.value(), profile);
    }
}

void LimitProfileTest::readsPartOfAProfile()
{
    const auto json = QJsonObject{{QStringLiteral("perHost"), 2}, {QStringLiteral("idleTimeout"), 2.5}};
    LimitProfile expected;
    expected.name = QStringLiteral("custom");
    expected.perHost = 2;
    expected.idleTimeout = 2'500ms;
    QCOMPARE(profileFromJson(json).value(), expected);
}

void LimitProfileTest::refusesBadJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");

    QTest::newRow("unknown key") << QByteArray(R"({"inflight": 3})")
                                 << QStringLiteral("“inflight” is no limit that Sluice knows.");
    QTest::newRow("text for a number") << QByteArray(R"({"perHost": "6"})")
                                       << QStringLiteral("“perHost” must be a number.");
    QTest::newRow("null") << QByteArray(R"({"retries": null})") << QStringLiteral("“retries” must be a number.");
    QTest::newRow("number for the name") << QByteArray(R"({"name": 3})") << QStringLiteral("“name” must be a text.");
    QTest::newRow("fraction of a job") << QByteArray(R"({"perHost": 1.5})")
                                       << QStringLiteral(
                                              "Requests per host (perHost) is 1.5; it must be a whole number.");
    QTest::newRow("beyond any integer") << QByteArray(R"({"retries": 1e300})")
                                        << QStringLiteral("Retries (retries) is 1E+300; it must be from 0 to 100.");
    QTest::newRow("statuses no list") << QByteArray(R"({"retryStatuses": 503})")
                                      << QStringLiteral("“retryStatuses” must be a list of whole numbers.");
    QTest::newRow("statuses with text") << QByteArray(R"({"retryStatuses": [503, "504"]})")
                                        << QStringLiteral("“retryStatuses” must be a list of whole numbers.");
    QTest::newRow("status out of range")
        << QByteArray(R"({"retryStatuses": [302]})")
        << QStringLiteral("Statuses to retry (retryStatuses) holds 302; each must be from 400 to 599.");
    QTest::newRow("two at once") << QByteArray(R"({"foo": 1, "threads": 1000})")
                                 << QStringLiteral(
                                        "“foo” is no limit that Sluice knows. Computing threads (threads) is "
                                        "1,000; it must be from 1 to 256, or 0 for: one fewer than the "
                                        "processor has cores.");
}

void LimitProfileTest::refusesBadJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    const auto result = profileFromJson(QJsonDocument::fromJson(json).object());
    QVERIFY(result.failed());
    QCOMPARE(result.error().kind, ErrorKind::Input);
    QCOMPARE(result.error().message, message);
}

void LimitProfileTest::fieldsHaveWords()
{
    QSet<QString> keys;
    QSet<QString> labels;
    for (const auto &range : limitRanges()) {
        keys += range.key;
        labels += range.label();
        QVERIFY(range.sentence().endsWith(QLatin1Char('.')));
        QVERIFY(range.minimum < range.maximum);
    }
    QCOMPARE(keys.size(), qsizetype(limitFieldCount));
    QCOMPARE(labels.size(), qsizetype(limitFieldCount));
    QCOMPARE(limitRange(LimitField::AttemptTimeout).option, QLatin1StringView("timeout"));
}

QTEST_APPLESS_MAIN(LimitProfileTest)
#include "tst_limitprofile.moc"
