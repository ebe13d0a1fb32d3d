#include "core/humanize.h"

#include <QLocale>
#include <QTest>

#include <limits>

using namespace sluice;
using namespace std::chrono_literals;

class HumanizeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void durations_data();
    void durations();
    void bytes_data();
    void bytes();
    void rates_data();
    void rates();
    void percents_data();
    void percents();
    void followsTheLocale();
};

void HumanizeTest::durations_data()
{
    QTest::addColumn<Duration>("span");
    QTest::addColumn<QString>("expected");
    const auto row = [](Duration span, const char *expected) {
        QTest::newRow(expected) << span << QString::fromUtf8(expected);
    };
    row(0s, "0 s");
    row(1us, "1 µs");
    row(999us, "999 µs");
    row(1ms, "1 ms");
    row(1'234us, "1.2 ms");
    row(9'949us, "9.9 ms");
    row(9'950us, "10 ms");
    row(412ms, "412 ms");
    row(999'499us, "999 ms");
    row(999'500us, "1 s");
    row(4'210ms, "4.2 s");
    row(9'949ms, "9.9 s");
    row(9'950ms, "10 s");
    row(34s, "34 s");
    row(59'499ms, "59 s");
    row(59'500ms, "1 min 0 s");
    row(94s, "1 min 34 s");
    row(59min + 59s, "59 min 59 s");
    row(3'599'500ms, "1 h 0 min");
    row(2h + 5min + 29s, "2 h 5 min");
    row(23h + 59min + 31s, "1 d 0 h");
    row(76h, "3 d 4 h");
    row(-1500ms, "-1.5 s");
}

void HumanizeTest::durations()
{
    QFETCH(Duration, span);
    QFETCH(QString, expected);
    QCOMPARE(humanDuration(span), expected);
}

void HumanizeTest::bytes_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("expected");
    const auto row = [](qint64 count, const char *expected) {
        QTest::newRow(expected) << count << QString::fromUtf8(expected);
    };
    row(0, "0 B");
    row(999, "999 B");
    row(1'000, "1 kB");
    row(1'049, "1 kB");
    row(18'200'000, "18.2 MB");
    row(182'000'000, "182 MB");
    row(999'499, "999 kB");
    row(999'960, "1 MB");
    row(4'300'000'000, "4.3 GB");
    row(std::numeric_limits<qint64>::max(), "9.2 EB");
}

void HumanizeTest::bytes()
{
    QFETCH(qint64, count);
    QFETCH(QString, expected);
    QCOMPARE(humanBytes(count), expected);
    QCOMPARE(humanByteRate(static_cast<double>(count)), expected + QStringLiteral("/s"));
}

void HumanizeTest::rates_data()
{
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<QString>("expected");
    const auto row = [](double perSecond, const char *expected) {
        QTest::newRow(expected) << perSecond << QString::fromUtf8(expected);
    };
    row(0, "0/s");
    row(0.25, "0.25/s");
    row(0.994, "0.99/s");
    row(0.996, "1/s");
    row(4.2, "4.2/s");
    row(99.94, "99.9/s");
    row(99.96, "100/s");
    row(412, "412/s");
    row(20'345.6, "20,346/s");
}

void HumanizeTest::rates()
{
    QFETCH(double, perSecond);
    QFETCH(QString, expected);
    QCOMPARE(humanRate(perSecond), expected);
}

void HumanizeTest::percents_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, double share, const char *expected) {
        QTest::newRow(name) << share << QString::fromUtf8(expected);
    };
    row("nothing", 0, "0 %");
    row("hardly anything", 0.001, "under 1 %");
    row("most", 0.826, "83 %");
    row("not quite all", 0.9999, "99 %");
    row("all", 1, "100 %");
    row("twice", 2, "200 %");
}

void HumanizeTest::percents()
{
    QFETCH(double, share);
    QFETCH(QString, expected);
    QCOMPARE(humanPercent(share), expected);
}

void HumanizeTest::followsTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(humanCount(61'204), QStringLiteral("61.204"));
    QCOMPARE(humanBytes(18'200'000), QStringLiteral("18,2 MB"));
    QCOMPARE(humanDuration(4s), QStringLiteral("4 s"));
}

QTEST_APPLESS_MAIN(HumanizeTest)
#include "tst_humanize.moc"
