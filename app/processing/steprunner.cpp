#include "processing/steprunner.h"

namespace sluice {

namespace {

Result<RecipeOutput> runSteps(const StepList &steps, Body body, const CancelToken &token)
{
    RecipeOutput output;
    output.body = std::move(body);
    for (const auto &step : steps) {
        if (token.isCancelled())
            return Cancelled{};
        auto ended = step->run(std::move(output.body), token);
        if (ended.cancelled())
            return Cancelled{};
        if (ended.failed())
            return Error{ErrorKind::Step, step->name() + QLatin1StringView(": ") + ended.error().message};
        output.body = std::move(ended.value().body);
        const auto &columns = ended.value().columns;
        for (auto column = columns.begin(); column != columns.end(); ++column)
            output.columns.insert(column.key(), column.value());
    }
    return output;
}

} // namespace

StepRunner::StepRunner(Clock *clock, int threads) : m_clock(clock), m_places(threads + queueLimit(threads))
{
    m_pool.setMaxThreadCount(threads);
}

void StepRunner::setThreads(int threads)
{
    Q_ASSERT(threads >= 1);
    m_pool.setMaxThreadCount(threads);
    m_places.setLimit(threads + queueLimit(threads));
}

QCoro::Task<Result<RecipeOutput>> StepRunner::run(std::shared_ptr<const StepList> steps, Body body, CancelToken token,
                                                  std::function<void()> handedOver)
{
    const auto called = m_clock->now();
    std::function<Result<RecipeOutput>(CancelToken)> work = [clock = m_clock, called, steps = std::move(steps),
                                                             body = std::move(body)](CancelToken asked) mutable {
        const auto begun = clock->now();
        auto result = runSteps(*steps, std::move(body), asked);
        if (result) {
            result.value().queued = begun - called;
            result.value().ran = clock->now() - begun;
        }
        return result;
    };
    auto result = co_await compute<RecipeOutput>(token, std::move(work), std::move(handedOver));
    co_return result;
}

} // namespace sluice
