// Where the time of real jobs goes: a real server, real steps, a real file.
#include "engine/projecttest.h"
#include "store/projectreader.h"

using namespace sluice;
using namespace std::chrono_literals;

class AccountingTest : public test::ProjectTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { renew(); }
    void spansAddUpToTheTimeOfEveryAttempt();
    void whatHoldsJobsBackIsSeenWhileItDoes_data();
    void whatHoldsJobsBackIsSeenWhileItDoes();

private:
    void addPaths(QStringList paths)
    {
        for (auto &path : paths)
            path.prepend(m_base);
        add(paths);
    }
};

void AccountingTest::spansAddUpToTheTimeOfEveryAttempt()
{
    QStringList paths;
    for (int i = 0; i < 15; ++i) {
        paths.append(QStringLiteral("/image/64/48?seed=%1").arg(i));
        paths.append(QStringLiteral("/flaky?fail=1&id=%1").arg(i));
        paths.append(QStringLiteral("/redirect/2?n=%1").arg(i));
        paths.append(QStringLiteral("/drip?bytes=2000&seconds=0.05&n=%1").arg(i));
    }
    addPaths(paths);
    auto options = m_engine->options();
    options.limits.inFlight = 12;
    options.limits.perHost = 4;
    options.limits.retries = 2;
    options.limits.backoffBase = 20ms;
    options.outDir = m_folder.filePath(QStringLiteral("out"));
    options.recipe.steps = {{QStringLiteral("hash"), {}},
                            {QStringLiteral("hash"), {{QStringLiteral("isolate"), true}}}};
    QVERIFY(m_engine->setOptions(options, {}));
    QSignalSpy finished(m_engine.get(), &Engine::runFinished);
    m_engine->start();
    QVERIFY(finished.wait(60'000));

    const auto reader = std::move(ProjectReader::open(m_project)).value();
    WaitTimes all;
    int attempts = 0;
    int committed = 0;
    for (int id = 1; id <= paths.size(); ++id) {
        const auto detail = reader->detail(JobId(id)).value();
        for (const auto &attempt : detail.attempts) {
            const auto apart = attempt.took - attempt.waits.inFlight();
            if (detail.row.url.contains(u"redirect")) { // every hop waits for a place, in the middle of the attempt
                QVERIFY(apart >= -Duration(1ms));
                QVERIFY(apart <= attempt.waits.of(WaitReason::HostSlot) + attempt.waits.of(WaitReason::GlobalSlot));
            } else {
                QVERIFY2(std::abs(apart.count()) <= 1000, qPrintable(detail.row.url));
            }
            all += attempt.waits;
            ++attempts;
            committed += attempt.commit >= Duration::zero() ? 1 : 0;
        }
    }
    QVERIFY(attempts >= 75); // the flaky ones twice
    m_engine->close();       // the last commit is noted when the file is closed
    for (const auto reason :
         {WaitReason::Backoff, WaitReason::HostSlot, WaitReason::FirstByte, WaitReason::Body, WaitReason::CpuQueue,
          WaitReason::CpuRun, WaitReason::Child, WaitReason::Disk, WaitReason::Commit})
        QVERIFY2(all.of(reason) > Duration::zero(), waitReasonName(reason).data());
    QVERIFY(committed > attempts / 2);
}

void AccountingTest::whatHoldsJobsBackIsSeenWhileItDoes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("inFlight");
    QTest::addColumn<int>("perHost");
    QTest::addColumn<double>("rate");
    QTest::addColumn<WaitReason>("largest");
    QTest::addRow("a slow server, nothing has ended yet")
        << QStringLiteral("/delay/30?n=%1") << 64 << 64 << 0.0 << WaitReason::FirstByte;
    QTest::addRow("a slow body") << QStringLiteral("/drip?bytes=600&seconds=30&n=%1") << 64 << 64 << 0.0
                                 << WaitReason::Body;
    QTest::addRow("the limit of the host")
        << QStringLiteral("/delay/30?n=%1") << 64 << 2 << 0.0 << WaitReason::HostSlot;
    QTest::addRow("the limit in all") << QStringLiteral("/delay/30?n=%1") << 2 << 64 << 0.0 << WaitReason::GlobalSlot;
    QTest::addRow("the rate") << QStringLiteral("/bytes/10?n=%1") << 64 << 64 << 1.0 << WaitReason::Rate;
}

void AccountingTest::whatHoldsJobsBackIsSeenWhileItDoes()
{
    QFETCH(QString, path);
    QFETCH(int, inFlight);
    QFETCH(int, perHost);
    QFETCH(double, rate);
    QStringList paths;
    for (int i = 0; i < 40; ++i)
        paths.append(path.arg(i));
    addPaths(paths);
    auto options = m_engine->options();
    options.limits.inFlight = inFlight;
    options.limits.perHost = perHost;
    options.limits.ratePerSecond = rate;
    QVERIFY(m_engine->setOptions(options, {}));
    m_engine->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->snapshot().recent.size() >= 2, 20'000);
    const auto second = m_engine->snapshot().recent.back();
    const auto &waits = second.waits;
    const auto largest =
        *std::ranges::max_element(allWaitReasons, {}, [&waits](auto reason) { return waits.of(reason); });
    QTEST(largest, "largest");
    const double jobs = second.inFlight + second.waiting; // a second of each
    QVERIFY2(std::abs(seconds(waits.total()) - jobs) < 0.25 * jobs, qPrintable(QString::number(jobs)));
}

QTEST_GUILESS_MAIN(AccountingTest)
#include "tst_accounting.moc"
