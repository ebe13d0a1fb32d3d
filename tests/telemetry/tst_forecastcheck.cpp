#include "support/fakeclock.h"
#include "telemetry/forecastcheck.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class ForecastCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesTenSteadySeconds();
    void whatWasUnderWayDoesNotCount();
    void slowAnswersTakeLonger();
    void unsteadySecondsAreLeftOut();
    void givesUpWhenTooManyAre();
    void aLossIsSaidToo();

private:
    std::optional<ForecastResult> run(ForecastCheck &check, int seconds, int each, bool steady = true);

    test::FakeClock m_clock;
};

static Forecast promised(Duration p90 = 500ms)
{
    return {{LimitField::PerHost, 6, 12}, {0.6, 0.9}, 10, p90};
}

std::optional<ForecastResult> ForecastCheckTest::run(ForecastCheck &check, int seconds, int each, bool steady)
{
    std::optional<ForecastResult> result;
    for (int i = 0; i < seconds && !result; ++i) {
        m_clock.advance(1s);
        result = check.second(m_clock.now(), {each, 1s, {}, {}}, steady);
    }
    return result;
}

void ForecastCheckTest::comparesTenSteadySeconds()
{
    ForecastCheck check(promised(), m_clock.now());
    QVERIFY(!run(check, 11, 17)); // two to settle
    QVERIFY(!check.isOver());
    const auto result = run(check, 1, 17);
    QVERIFY(result);
    QVERIFY(check.isOver());
    QCOMPARE(result->sentence(), QStringLiteral("Per host 6 → 12 gave +70 %, as forecast (+60..90 %)."));
    QVERIFY(result->forecast.contains(result->gain()));
    QVERIFY(!run(check, 30, 17)); // once
}

void ForecastCheckTest::whatWasUnderWayDoesNotCount()
{
    ForecastCheck check(promised(), m_clock.now());
    QVERIFY(!run(check, 2, 1000));
    const auto result = run(check, 10, 15);
    QVERIFY(result);
    QCOMPARE(result->after, 15.0);
}

void ForecastCheckTest::slowAnswersTakeLonger()
{
    ForecastCheck check(promised(5s), m_clock.now());
    QVERIFY(!run(check, 19, 17)); // 5 to settle, 15 to count
    QVERIFY(run(check, 1, 17));
}

void ForecastCheckTest::unsteadySecondsAreLeftOut()
{
    ForecastCheck check(promised(), m_clock.now());
    QVERIFY(!run(check, 7, 17));
    QVERIFY(!run(check, 5, 0, false)); // a pause
    const auto result = run(check, 5, 17);
    QVERIFY(result);
    QCOMPARE(result->after, 17.0);
}

void ForecastCheckTest::givesUpWhenTooManyAre()
{
    ForecastCheck check(promised(), m_clock.now());
    QVERIFY(!run(check, 13, 17, false));
    QVERIFY(check.isOver());
    QVERIFY(!run(check, 30, 17));
}

void ForecastCheckTest::aLossIsSaidToo()
{
    ForecastCheck check(promised(), m_clock.now());
    const auto result = run(check, 12, 8);
    QVERIFY(result);
    QVERIFY(result->sentence().contains(QStringLiteral("gave \u221220 %, less than forecast (+60..90 %).")));
}

QTEST_APPLESS_MAIN(ForecastCheckTest)
#include "tst_forecastcheck.moc"
