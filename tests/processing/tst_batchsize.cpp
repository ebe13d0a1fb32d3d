#include "processing/batchsize.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class BatchSizeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsWhileHandingOverCosts();
    void staysWhereItCostsLittle();
    void shrinksWhenBatchesTakeLong();
    void shrinksWhenHandingOverIsFree();
    void learnsNothingFromAHalfEmptyBatch();
    void staysWithinItsRange();
};

void BatchSizeTest::growsWhileHandingOverCosts()
{
    BatchSize batch;
    QCOMPARE(batch.size(), 1);
    // Each body runs 20 µs, each batch costs 40 µs more: under a twentieth from 40 bodies on.
    for (int i = 0; i < 20; ++i) {
        const auto ran = batch.size() * 20us;
        batch.ended(batch.size(), ran + 40us, ran);
    }
    QCOMPARE(batch.size(), 64);
}

void BatchSizeTest::staysWhereItCostsLittle()
{
    BatchSize batch;
    for (int i = 0; i < 20; ++i)
        batch.ended(batch.size(), 5ms + 100us, 5ms); // an image: 2 %
    QCOMPARE(batch.size(), 1);
}

void BatchSizeTest::shrinksWhenBatchesTakeLong()
{
    BatchSize batch;
    for (int i = 0; i < 7; ++i)
        batch.ended(batch.size(), 20us, 10us);
    QCOMPARE(batch.size(), 128);
    batch.ended(128, 900ms, 899ms); // suddenly large bodies
    QCOMPARE(batch.size(), 64);
    for (int i = 0; i < 6; ++i)
        batch.ended(1, 30ms, 29ms);
    QCOMPARE(batch.size(), 1);
}

void BatchSizeTest::shrinksWhenHandingOverIsFree()
{
    BatchSize batch;
    batch.ended(1, 20us, 10us);
    QCOMPARE(batch.size(), 2);
    batch.ended(2, 10ms, 10ms - 50us);
    QCOMPARE(batch.size(), 1);
}

void BatchSizeTest::learnsNothingFromAHalfEmptyBatch()
{
    BatchSize batch;
    for (int i = 0; i < 3; ++i)
        batch.ended(batch.size(), 20us, 10us);
    QCOMPARE(batch.size(), 8);
    batch.ended(1, 20us, 10us);
    QCOMPARE(batch.size(), 8);
}

void BatchSizeTest::staysWithinItsRange()
{
    BatchSize batch;
    for (int i = 0; i < 100; ++i)
        batch.ended(batch.size(), 20us, 1us);
    QCOMPARE(batch.size(), BatchSize::largest);
    for (int i = 0; i < 100; ++i)
        batch.ended(batch.size(), 50ms, 50ms);
    QCOMPARE(batch.size(), 1);
}

QTEST_GUILESS_MAIN(BatchSizeTest)
#include "tst_batchsize.moc"
