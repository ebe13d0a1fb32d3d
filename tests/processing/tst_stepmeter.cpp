#include "processing/runsteps.h"
#include "processing/stepmeter.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class StepMeterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUpByStep();
    void tellsStepsOfOneKindApart();
    void runStepsTimesEachUpToTheOneThatFails();
};

namespace {

class NamedStep final : public Step
{
public:
    NamedStep(QString name, bool fails = false) : m_name(std::move(name)), m_fails(fails) {}
    QString name() const override { return m_name; }
    Result<StepOutput> run(StepInput input, const StepFolders &, CancelToken) const override
    {
        if (m_fails)
            return Error{ErrorKind::Step, QStringLiteral("no")};
        return StepOutput{std::move(input.body), {}, {}};
    }

private:
    QString m_name;
    bool m_fails;
};

/// Every look at it takes a millisecond.
class TickingClock final : public Clock
{
public:
    TimePoint now() const override { return m_now += 1ms; }
    WallTime wallNow() const override { return {}; }
    std::unique_ptr<ClockTimer> singleShot(Duration, std::function<void()>) override { return nullptr; }

private:
    mutable TimePoint m_now{};
};

StepList listOf(std::initializer_list<std::shared_ptr<const Step>> steps)
{
    StepList list;
    for (const auto &step : steps)
        list.push_back({step, false, {}});
    return list;
}

} // namespace

void StepMeterTest::addsUpByStep()
{
    const auto steps = listOf(
        {std::make_shared<NamedStep>(QStringLiteral("hash")), std::make_shared<NamedStep>(QStringLiteral("jq"))});
    StepMeter meter;
    meter.add(steps, std::vector<Duration>{1ms, 20ms});
    meter.add(steps, std::vector<Duration>{3ms}); // the first one failed: the second did not run
    const auto times = meter.reading();
    QCOMPARE(times.size(), size_t(2));
    QCOMPARE(times[0], (StepTime{QStringLiteral("hash"), false, 2, 4ms, 3ms}));
    QCOMPARE(times[1], (StepTime{QStringLiteral("jq"), false, 1, 20ms, 20ms}));
}

void StepMeterTest::tellsStepsOfOneKindApart()
{
    const auto xpath = std::make_shared<NamedStep>(QStringLiteral("xpath"));
    const auto steps = listOf({xpath, xpath, xpath});
    StepMeter meter;
    meter.add(steps, std::vector<Duration>{1ms, 2ms, 3ms});
    QStringList names;
    for (const auto &time : meter.reading())
        names.append(time.name);
    QCOMPARE(names.join(QLatin1Char(',')), QStringLiteral("xpath,xpath 2,xpath 3"));
}

void StepMeterTest::runStepsTimesEachUpToTheOneThatFails()
{
    const auto steps = listOf({std::make_shared<NamedStep>(QStringLiteral("a")),
                               std::make_shared<NamedStep>(QStringLiteral("b"), true),
                               std::make_shared<NamedStep>(QStringLiteral("c"))});
    const TickingClock clock;
    StepWork work;
    runSteps(steps, 0, steps.size(), {}, clock, &work);
    QVERIFY(work.state.failed());
    QCOMPARE(work.spent, (std::vector<Duration>{1ms, 1ms}));
    QCOMPARE(work.ran, Duration(2ms));
}

QTEST_APPLESS_MAIN(StepMeterTest)
#include "tst_stepmeter.moc"
