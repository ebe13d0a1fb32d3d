#include "core/waitjson.h"

#include <QJsonDocument>
#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class WaitReasonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreForEver();
    void addsUp();
    void survivesJson();
};

void WaitReasonTest::namesAreForEver()
{
    QStringList names;
    for (const auto reason : allWaitReasons)
        names += waitReasonName(reason);
    QCOMPARE(names.join(QLatin1Char(' ')),
             QStringLiteral("backoff retry-after paused global-slot host-slot rate dns connect tls first-byte "
                            "body cpu-queue cpu-run child disk engine commit"));
    for (const auto reason : allWaitReasons)
        QCOMPARE(waitReasonFromName(QString(waitReasonName(reason))), reason);
    QCOMPARE(waitReasonFromName(u"cooling"), WaitReason::RetryAfter); // of older projects
    QVERIFY(!waitReasonFromName(u"nothing"));
}

void WaitReasonTest::addsUp()
{
    WaitTimes times;
    for (const auto reason : allWaitReasons)
        times.add(reason, 1s);
    times.add(WaitReason::Body, 1s);
    QCOMPARE(times.of(WaitReason::Body).count(), Duration(2s).count());
    QCOMPARE(times.total().count(), Duration(18s).count());
    QCOMPARE(times.inFlight().count(), Duration(11s).count());

    auto twice = times;
    twice += times;
    QCOMPARE(twice.total().count(), Duration(36s).count());
    QCOMPARE(twice - times, times);
}

void WaitReasonTest::survivesJson()
{
    QCOMPARE(inMicroseconds({}), QByteArray());
    WaitTimes times;
    times.add(WaitReason::Body, 1s);
    times.add(WaitReason::RetryAfter, 3us);
    const auto json = inMicroseconds(times);
    QCOMPARE(json, QByteArray(R"({"retry-after":3,"body":1000000})"));
    QCOMPARE(waitTimesFromJson(QJsonDocument::fromJson(json).object()), times);
    QCOMPARE(
        waitTimesFromJson({{QStringLiteral("cooling"), 5}, {QStringLiteral("else"), 7}}).of(WaitReason::RetryAfter),
        Duration(5us));
}

QTEST_APPLESS_MAIN(WaitReasonTest)
#include "tst_waitreason.moc"
