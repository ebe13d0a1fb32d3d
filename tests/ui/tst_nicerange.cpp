#include "ui/charts/nicerange.h"

#include <QTest>

using namespace sluice;

class TestNiceRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundsUp_data();
    void roundsUp();
    void growsAtOnceAndShrinksLate();
    void staysCalmForOneBurst();
};

void TestNiceRange::roundsUp_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("nice");
    QTest::newRow("nothing") << 0.0 << 0.0;
    QTest::newRow("negative") << -3.0 << 0.0;
    QTest::newRow("not a number") << std::nan("") << 0.0;
    QTest::newRow("exact") << 200.0 << 200.0;
    QTest::newRow("just above") << 201.0 << 400.0;
    QTest::newRow("below one") << 0.03 << 0.04;
    QTest::newRow("near the next power") << 8.5 << 10.0;
    QTest::newRow("large") << 4.2e6 << 5e6;
}

void TestNiceRange::roundsUp()
{
    QFETCH(double, value);
    QTEST(NiceRange::niceAtLeast(value), "nice");
}

void TestNiceRange::growsAtOnceAndShrinksLate()
{
    NiceRange range(10);
    QCOMPARE(range.update(3), 10);
    QCOMPARE(range.update(412), 500);
    for (int i = 0; i < 19; ++i)
        QCOMPARE(range.update(20), 500);
    QCOMPARE(range.update(20), 40);
}

void TestNiceRange::staysCalmForOneBurst()
{
    NiceRange range(10);
    range.update(412);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(range.update(i % 10 == 0 ? 412 : 5), 500);
}

QTEST_APPLESS_MAIN(TestNiceRange)
#include "tst_nicerange.moc"
