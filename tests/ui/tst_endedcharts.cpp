// The page of charts over runs that have ended: their numbers, and two of them on one axis.
#include "engine/runcomparison.h"
#include "engine/snapshot.h"
#include "tests/ui/cleansettings.h"
#include "tests/ui/runstory.h"
#include "ui/charts/chartspage.h"
#include "ui/charts/runchart.h"
#include "ui/theme/theme.h"

#include <QTest>
#include <QToolButton>

using namespace sluice;

class TestEndedCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_page.reset(); }
    void numbersOfARunThatIsOverAreOfItsStretch();
    void anEndedRunCannotBeFollowedOrHeld();
    void aComparisonStaysWhileARunGoesOn();

private:
    bool isDrawn();

    test::CleanSettings m_settings;
    Theme m_theme;
    std::unique_ptr<ChartsPage> m_page;
};

void TestEndedCharts::init()
{
    QLocale::setDefault(QLocale::c());
    m_page = std::make_unique<ChartsPage>(nullptr);
    m_page->resize(1'100, 1'400);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

bool TestEndedCharts::isDrawn()
{
    return QTest::qWaitFor([this] {
        return std::ranges::none_of(m_page->charts(), [](const auto *chart) { return chart->isWorthDrawing(); });
    });
}

void TestEndedCharts::numbersOfARunThatIsOverAreOfItsStretch()
{
    auto story = test::runStory(60);
    story.back().inFlight = 1; // the last second is but a rest
    story.back().waits = {};
    m_page->showSeries(story, test::storyEnd(60), true);
    QVERIFY(isDrawn());
    const auto headline = [this](size_t chart) {
        return m_page->charts()[chart]->headline();
    };
    QCOMPARE(headline(0), QStringLiteral("waiting for a free place on the host 63 %"));
    QCOMPARE(headline(1), QStringLiteral("on average 23.5 of 64"));
    QCOMPARE(headline(3), QStringLiteral("6 of %1").arg(QLocale().toString(7'200)));
    QCOMPARE(headline(6), QStringLiteral("engine at most 80 ms"));
    m_page->showSeries(story, test::storyEnd(60), false);
    QVERIFY(isDrawn());
    QCOMPARE(headline(1), QStringLiteral("1 of 64"));
}

void TestEndedCharts::anEndedRunCannotBeFollowedOrHeld()
{
    const auto enabled = [this](const QString &text) {
        const auto buttons = m_page->findChildren<QToolButton *>();
        const auto found = std::ranges::find(buttons, text, &QToolButton::text);
        return found != buttons.end() && (*found)->isEnabled();
    };
    m_page->showSeries(test::runStory(60), test::storyEnd(60), false);
    QVERIFY(enabled(QStringLiteral("Follow")) && enabled(QStringLiteral("Hold")));
    m_page->showSeries(test::runStory(60), test::storyEnd(60), true);
    QVERIFY(!enabled(QStringLiteral("Follow")) && !enabled(QStringLiteral("Hold")));
}

void TestEndedCharts::aComparisonStaysWhileARunGoesOn()
{
    Snapshot live;
    live.state = RunState::Running;
    live.recent = test::runStory(50);
    live.elapsed = std::chrono::seconds(50);
    m_page->sampled(live);
    RunComparison runs;
    runs.first.series = test::runStory(30);
    runs.second.series = test::runStory(20);
    for (auto *series : {&runs.first.series, &runs.second.series}) {
        for (auto &point : *series) {
            point.second -= std::chrono::hours(5);
            point.run = 3;
        }
    }
    m_page->compare(runs);
    const auto rows = [this] {
        return m_page->charts().front()->table().rows.size();
    };
    QCOMPARE(rows(), 30U);
    live.recent = test::runStory(55);
    m_page->sampled(live);
    QVERIFY(!m_page->isLive());
    QCOMPARE(rows(), 30U);
    m_page->endComparison();
    QVERIFY(m_page->isLive());
    QCOMPARE(rows(), 55U); // it went on behind
}

QTEST_MAIN(TestEndedCharts)
#include "tst_endedcharts.moc"
