#include "processing/steprunner.h"

namespace sluice {

namespace {

void addTo(QJsonObject &all, const QJsonObject &columns)
{
    for (auto column = columns.begin(); column != columns.end(); ++column)
        all.insert(column.key(), column.value());
}

Result<RecipeOutput> runSteps(const StepList &steps, StepInput input, const StepFolders &folders,
                              const CancelToken &token)
{
    RecipeOutput output;
    for (const auto &[step, isolated, description] : steps) {
        if (token.isCancelled())
            return Cancelled{};
        auto ended = step->run(input, folders, token);
        if (ended.cancelled())
            return Cancelled{};
        if (ended.failed())
            return Error{ended.error().kind, step->name() + QLatin1StringView(": ") + ended.error().message};
        addTo(input.columns, ended.value().columns);
        addTo(output.columns, ended.value().columns);
        std::ranges::move(ended.value().keepsakes, std::back_inserter(output.keepsakes));
        input.body = std::move(ended.value().body);
    }
    output.body = std::move(input.body);
    return output;
}

} // namespace

StepRunner::StepRunner(Clock *clock, int threads, StepFolders folders)
    : m_clock(clock), m_folders(std::move(folders)), m_places(threads + queueLimit(threads))
{
    m_pool.setMaxThreadCount(threads);
}

void StepRunner::setThreads(int threads)
{
    Q_ASSERT(threads >= 1);
    m_pool.setMaxThreadCount(threads);
    m_places.setLimit(threads + queueLimit(threads));
}

QCoro::Task<Result<RecipeOutput>> StepRunner::run(std::shared_ptr<const StepList> steps, StepInput input,
                                                  CancelToken token, std::function<void()> handedOver)
{
    const auto called = m_clock->now();
    std::function<Result<RecipeOutput>(CancelToken)> work = [clock = m_clock, called, folders = m_folders,
                                                             steps = std::move(steps),
                                                             input = std::move(input)](CancelToken asked) mutable {
        const auto begun = clock->now();
        auto result = runSteps(*steps, std::move(input), folders, asked);
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
