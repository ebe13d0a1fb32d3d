#include "limits/retrypolicy.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class RetryPolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decidesByClass_data();
    void decidesByClass();
    void decidesByStatus_data();
    void decidesByStatus();
    void endsWithTheLastRetry();
    void neverRetriesOtherEndings_data();
    void neverRetriesOtherEndings();
    void delayIsAFullJitterBackoff();
    void coolsTheHost_data();
    void coolsTheHost();
    void throttlingWithoutAWishCoolsForABackoff();
    void saysWhy();
};

static Ending failure(ErrorKind kind, bool idempotent = true)
{
    return {Outcome::Failed, kind, 0, {}, idempotent};
}

static Ending answer(int status, std::optional<Duration> retryAfter = {}, bool idempotent = true)
{
    return {Outcome::Failed, ErrorKind::HttpStatus, status, retryAfter, idempotent};
}

void RetryPolicyTest::decidesByClass_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("again");
    QTest::addColumn<bool>("againThoughNotIdempotent");

    QTest::newRow("input") << ErrorKind::Input << false << false;
    QTest::newRow("dns") << ErrorKind::Dns << true << true;
    QTest::newRow("connect") << ErrorKind::Connect << true << true;
    QTest::newRow("tls") << ErrorKind::Tls << false << false;
    QTest::newRow("timeout-connect") << ErrorKind::TimeoutConnect << true << true;
    QTest::newRow("timeout-first-byte") << ErrorKind::TimeoutFirstByte << true << false;
    QTest::newRow("timeout-idle") << ErrorKind::TimeoutIdle << true << false;
    QTest::newRow("timeout-attempt") << ErrorKind::TimeoutAttempt << true << false;
    QTest::newRow("http-status, none known") << ErrorKind::HttpStatus << false << false;
    QTest::newRow("protocol") << ErrorKind::Protocol << true << false;
    QTest::newRow("size") << ErrorKind::Size << false << false;
    QTest::newRow("step") << ErrorKind::Step << false << false;
    QTest::newRow("storage") << ErrorKind::Storage << false << false;
    QTest::newRow("internal") << ErrorKind::Internal << false << false;
}

void RetryPolicyTest::decidesByClass()
{
    QFETCH(ErrorKind, kind);
    QFETCH(bool, again);
    QFETCH(bool, againThoughNotIdempotent);
    RandomSource random(1);
    const LimitProfile profile;
    QCOMPARE(decideRetry(failure(kind), 1, profile, random).retry, again);
    QCOMPARE(decideRetry(failure(kind, false), 1, profile, random).retry, againThoughNotIdempotent);
    QCOMPARE(decideRetry(failure(kind), 1, profile, random).hostCooldown.count(), 0);
}

void RetryPolicyTest::decidesByStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("again");
    QTest::addColumn<bool>("againThoughNotIdempotent");

    for (const auto status : {408, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status << true << false;
    for (const auto status : {425, 429}) // turned away unread
        QTest::addRow("%d", status) << status << true << true;
    for (const auto status : {301, 400, 401, 403, 404, 410, 501, 505})
        QTest::addRow("%d", status) << status << false << false;
}

void RetryPolicyTest::decidesByStatus()
{
    QFETCH(int, status);
    QFETCH(bool, again);
    QFETCH(bool, againThoughNotIdempotent);
    RandomSource random(1);
    LimitProfile profile;
    QCOMPARE(decideRetry(answer(status), 1, profile, random).retry, again);
    QCOMPARE(decideRetry(answer(status, {}, false), 1, profile, random).retry, againThoughNotIdempotent);

    profile.retryStatuses = {status};
    QVERIFY(decideRetry(answer(status), 1, profile, random).retry);
    profile.retryStatuses.clear();
    QVERIFY(!decideRetry(answer(status), 1, profile, random).retry);
}

void RetryPolicyTest::endsWithTheLastRetry()
{
    RandomSource random(1);
    LimitProfile profile;
    profile.retries = 2;
    QVERIFY(decideRetry(answer(500), 1, profile, random).retry);
    QVERIFY(decideRetry(answer(500), 2, profile, random).retry);
    QVERIFY(!decideRetry(answer(500), 3, profile, random).retry);

    profile.retries = 0;
    QVERIFY(!decideRetry(answer(500), 1, profile, random).retry);
    profile.retries = 1; // lowered while the job was on its way
    QVERIFY(!decideRetry(answer(500), 7, profile, random).retry);
}

void RetryPolicyTest::neverRetriesOtherEndings_data()
{
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("succeeded") << Outcome::Succeeded;
    QTest::newRow("cancelled") << Outcome::Cancelled;
}

void RetryPolicyTest::neverRetriesOtherEndings()
{
    QFETCH(Outcome, outcome);
    RandomSource random(1);
    auto ending = answer(503, 30s);
    ending.outcome = outcome;
    const auto decision = decideRetry(ending, 1, LimitProfile(), random);
    QVERIFY(!decision.retry);
    QCOMPARE(decision.hostCooldown.count(), 0);
    QVERIFY(decision.reason.isEmpty());
}

void RetryPolicyTest::delayIsAFullJitterBackoff()
{
    RandomSource random(11);
    LimitProfile profile;
    profile.retries = 100;
    for (const auto &[attempt, ceiling] :
         {std::pair<int, Duration>{1, 500ms}, {2, 1s}, {3, 2s}, {8, 60s}, {100, 60s}}) {
        auto longest = Duration::zero();
        auto shortest = Duration::max();
        for (int i = 0; i < 2'000; ++i) {
            const auto delay = decideRetry(failure(ErrorKind::Connect), attempt, profile, random).delay;
            longest = std::max(longest, delay);
            shortest = std::min(shortest, delay);
        }
        QVERIFY(longest <= ceiling && longest > ceiling * 98 / 100);
        QVERIFY(shortest < ceiling * 2 / 100);
    }
}

void RetryPolicyTest::coolsTheHost_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<Duration>("wish");
    QTest::addColumn<Duration>("cooldown");
    QTest::addColumn<Duration>("delayAtLeast");

    QTest::newRow("429") << 429 << 1 << Duration(30s) << Duration(30s) << Duration(30s);
    QTest::newRow("503") << 503 << 1 << Duration(30s) << Duration(30s) << Duration(30s);
    QTest::newRow("no attempt left") << 429 << 3 << Duration(30s) << Duration(30s) << Duration(0s);
    QTest::newRow("over the cap") << 429 << 1 << Duration(24h) << Duration(10min) << Duration(10min);
    QTest::newRow("503, no wish") << 503 << 1 << Duration(0s) << Duration(0s) << Duration(0s);
    // the server speaks of this resource, not of itself
    QTest::newRow("500") << 500 << 1 << Duration(30s) << Duration(0s) << Duration(30s);
    QTest::newRow("404") << 404 << 1 << Duration(30s) << Duration(0s) << Duration(0s);
}

void RetryPolicyTest::coolsTheHost()
{
    QFETCH(int, status);
    QFETCH(int, attempt);
    QFETCH(Duration, wish);
    QFETCH(Duration, cooldown);
    QFETCH(Duration, delayAtLeast);
    RandomSource random(1);
    const auto decision = decideRetry(answer(status, wish), attempt, LimitProfile(), random);
    QCOMPARE(decision.hostCooldown.count(), cooldown.count());
    QVERIFY(decision.delay >= delayAtLeast);
    QVERIFY(decision.delay <= std::max(delayAtLeast, Duration(500ms)));
}

void RetryPolicyTest::throttlingWithoutAWishCoolsForABackoff()
{
    RandomSource random(3);
    for (const auto &wish : {std::optional<Duration>(), std::optional<Duration>(0s)}) {
        for (int i = 0; i < 1'000; ++i) {
            const auto decision = decideRetry(answer(429, wish), 2, LimitProfile(), random);
            QVERIFY(decision.hostCooldown >= 500ms && decision.hostCooldown <= 1s);
            QVERIFY(decision.delay >= decision.hostCooldown);
        }
    }
}

void RetryPolicyTest::saysWhy()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    RandomSource random(1);
    const LimitProfile profile;
    QCOMPARE(decideRetry(answer(503, 90s), 1, profile, random).reason,
             QStringLiteral("The server answered 503; attempt 2 of 3 follows in 1 min 30 s."));
    QCOMPARE(decideRetry(failure(ErrorKind::TimeoutIdle), 3, profile, random).reason,
             QStringLiteral("The attempt ended with “timeout-idle”; no attempt is left after 3."));
    QCOMPARE(decideRetry(answer(404), 1, profile, random).reason,
             QStringLiteral("The server answered 404, which another attempt would not change."));
}

QTEST_APPLESS_MAIN(RetryPolicyTest)
#include "tst_retrypolicy.moc"
