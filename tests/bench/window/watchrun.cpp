#include "bench/window/act.h"
#include "bench/window/acts.h"
#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"
#include "ui/jobs/statechips.h"

#include <QHeaderView>
#include <QScrollBar>

namespace sluice::bench {

using namespace std::chrono_literals;

namespace {

constexpr int lanes = 64;

bool setLanes(Engine &engine)
{
    auto options = engine.options();
    options.limits.inFlight = lanes;
    options.limits.perHost = lanes;
    return bool(engine.setOptions(options, QStringLiteral("bench")));
}

qint64 finished(const Engine &engine)
{
    const auto counts = engine.snapshot().counts;
    return counts.of(JobState::Succeeded) + counts.of(JobState::Failed);
}

void watch(BenchWindow &window, Acts &acts, std::chrono::milliseconds each)
{
    auto *view = window.jobs()->table();
    auto *bar = view->verticalScrollBar();
    auto *chips = window.jobs()->findChild<StateChips *>();
    const auto choose = [chips](std::vector<JobState> states) {
        chips->setStates(std::move(states));
        Q_EMIT chips->statesChanged();
    };
    acts.stretch(QStringLiteral("the head of the list"), each);
    acts.stretch(QStringLiteral("scrolling"), each, [bar] { bar->setValue(bar->value() + 97); });
    choose({JobState::Queued}); // shrinks all the time
    acts.stretch(QStringLiteral("only queued shown"), each);
    choose({});
    view->horizontalHeader()->setSortIndicator(0, Qt::DescendingOrder);
    acts.stretch(QStringLiteral("the tail of the list"), each);
}

} // namespace

std::optional<QJsonObject> watchRun(const QString &project, std::chrono::seconds time)
{
    BenchWindow window(project);
    const bool ready = BenchWindow::waitFor([&] { return window.firstRowsPainted().has_value(); });
    if (!ready || !setLanes(window.engine()))
        return std::nullopt;
    window.engine().start();
    if (!BenchWindow::waitFor([&] { return finished(window.engine()) > 0; }))
        return std::nullopt;
    const auto before = finished(window.engine());
    const auto begun = std::chrono::steady_clock::now();
    Acts acts(&window);
    watch(window, acts, time / 4);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    const auto done = finished(window.engine()) - before;
    if (window.engine().runState() != RunState::Running) {
        std::fprintf(stderr, "The run did not last as long as it was watched.\n");
        return std::nullopt;
    }
    return QJsonObject{{QStringLiteral("requestsPerSecond"), static_cast<double>(done) / took.count()},
                       {QStringLiteral("acts"), acts.rows().value()},
                       {QStringLiteral("whole"), acts.stalls()}};
}

} // namespace sluice::bench
