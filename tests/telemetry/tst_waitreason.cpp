#include "telemetry/waitreason.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class WaitReasonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreForEver();
    void addsUp();
};

void WaitReasonTest::namesAreForEver()
{
    QStringList names;
    for (const auto reason : allWaitReasons)
        names += waitReasonName(reason);
    QCOMPARE(names.join(QLatin1Char(' ')),
             QStringLiteral("global-slot host-slot rate cooling dns connect tls first-byte "
                            "body cpu-queue cpu-run disk"));
}

void WaitReasonTest::addsUp()
{
    WaitTimes times;
    for (const auto reason : allWaitReasons)
        times.add(reason, 1s);
    times.add(WaitReason::Body, 1s);
    QCOMPARE(times.of(WaitReason::Body).count(), Duration(2s).count());
    QCOMPARE(times.total().count(), Duration(13s).count());
    QCOMPARE(times.inFlight().count(), Duration(9s).count());

    auto twice = times;
    twice += times;
    QCOMPARE(twice.total().count(), Duration(26s).count());
    QCOMPARE(twice - times, times);
}

QTEST_APPLESS_MAIN(WaitReasonTest)
#include "tst_waitreason.moc"
