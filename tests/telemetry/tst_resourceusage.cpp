#include "telemetry/resourceusage.h"

#include <QTest>

#include <chrono>
#include <cstring>
#include <thread>
#include <vector>

using namespace sluice;
using namespace std::chrono_literals;

class ResourceUsageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cpuTimeGrowsWithWork();
    void memoryGrowsWithUse();
};

/// Computes until this thread has used so much processor time.
static void burn(Duration span)
{
    const auto before = threadCpuTime();
    while (threadCpuTime() - before < span) {
    }
}

void ResourceUsageTest::cpuTimeGrowsWithWork()
{
    const auto processBefore = processCpuTime();
    const auto threadBefore = threadCpuTime();
    std::thread other(burn, 60ms);
    other.join();
    const auto afterOther = threadCpuTime();
    burn(60ms);
    QVERIFY(processCpuTime() - processBefore >= 110ms);
    QVERIFY(afterOther - threadBefore < 50ms); // only waited meanwhile
    QVERIFY(threadCpuTime() - afterOther >= 60ms);
}

void ResourceUsageTest::memoryGrowsWithUse()
{
    constexpr size_t size = 64 << 20;
    const auto before = memoryUse();
    QVERIFY(before.resident > 0);
    QVERIFY(before.peak >= before.resident);
    {
        std::vector<char> block(size);
        std::memset(block.data(), 1, block.size());
        QVERIFY(memoryUse().resident >= before.resident + qint64(size) * 9 / 10);
    }
    QVERIFY(memoryUse().peak >= before.resident + qint64(size) * 9 / 10);
}

QTEST_APPLESS_MAIN(ResourceUsageTest)
#include "tst_resourceusage.moc"
