#include "processing/steprunner.h"

#include <QJsonDocument>

namespace sluice {

namespace {

constexpr qint64 largeBody = 64 * 1024; // what batches are for is far smaller

/// The end of the stretch of steps that begins at `first`: all isolated, or none.
size_t endOfStretch(const StepList &steps, size_t first)
{
    auto last = std::min(first + 1, steps.size());
    while (last < steps.size() && steps[last].isolated == steps[first].isolated)
        ++last;
    return last;
}

ChildPool::Stretch stretchOf(const StepList &steps, size_t first, size_t last)
{
    Recipe recipe;
    QStringList names;
    for (auto i = first; i < last; ++i) {
        recipe.steps.push_back(steps[i].description);
        names.append(steps[i].step->name());
    }
    return {QJsonDocument(toJson(recipe)).toJson(QJsonDocument::Compact), names.join(QLatin1StringView(", "))};
}

} // namespace

StepRunner::StepRunner(Clock *clock, int threads, StepFolders folders, QString childProgram)
    : m_clock(clock)
    , m_folders(std::move(folders))
    , m_children(std::move(childProgram), m_folders)
    , m_places(threads + queueLimit(threads))
    , m_largePlaces(threads + queueLimit(threads))
    , m_gauge(clock->now())
{
    m_pool.setMaxThreadCount(threads);
}

void StepRunner::setThreads(int threads)
{
    Q_ASSERT(threads >= 1);
    m_pool.setMaxThreadCount(threads);
    fitPlaces();
    const std::lock_guard lock(m_mutex);
    startThreads();
}

/// The queue is as long as its batches are large.
void StepRunner::fitPlaces()
{
    const int large = threads() + queueLimit(threads());
    if (large != m_largePlaces.limit())
        m_largePlaces.setLimit(large);
    if (large * m_batch.size() != m_places.limit())
        m_places.setLimit(large * m_batch.size());
}

QCoro::Task<SemaphorePermit> StepRunner::place(qint64 bytes, CancelToken token)
{
    fitPlaces();
    auto &places = bytes > largeBody ? m_largePlaces : m_places;
    auto permit = co_await places.acquire(token, awaiting::computingPlace);
    co_return permit;
}

QCoro::Task<Result<RecipeOutput>> StepRunner::run(std::shared_ptr<const StepList> steps, StepInput input,
                                                  CancelToken token, StepSpans *spans)
{
    const Completion<Answer> ended;
    Waiting waiting{std::move(steps), {std::move(input), token, {}}, m_clock->now(), ended.completer(), {}};
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(waiting));
        ++m_queued;
        startThreads();
    }
    auto answer = co_await ended.wait(awaiting::computingThread);
    if (spans)
        *spans = answer.spans;
    co_return std::move(answer.made);
}

/// With the mutex held.
void StepRunner::startThreads()
{
    while (m_taking < threads() && m_starting < static_cast<int>(m_waiting.size())) {
        ++m_taking;
        ++m_starting;
        m_pool.start([this] { workOnBatch(); });
    }
}

/// The next bodies, all of one recipe; no more than leaves some for the other threads.
std::vector<StepRunner::Waiting> StepRunner::takeBatch()
{
    std::vector<Waiting> batch;
    const std::lock_guard lock(m_mutex);
    --m_starting;
    const auto fair = (m_waiting.size() + static_cast<size_t>(threads()) - 1) / static_cast<size_t>(threads());
    const auto most = std::min(fair, static_cast<size_t>(m_batch.size()));
    while (batch.size() < most && (batch.empty() || m_waiting.front().steps == batch.front().steps)) {
        batch.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    m_queued -= static_cast<int>(batch.size());
    return batch;
}

/// One batch, then from the beginning: there may be fewer threads now.
void StepRunner::workOnBatch()
{
    auto batch = takeBatch();
    if (!batch.empty()) {
        ++m_busy;
        const auto begun = m_clock->now();
        const auto ran = runBatch(&batch);
        m_batch.ended(static_cast<int>(batch.size()), m_clock->now() - begun, ran);
    }
    const std::lock_guard lock(m_mutex);
    if (!m_waiting.empty() && m_taking <= threads()) {
        ++m_starting;
        m_pool.start([this] { workOnBatch(); });
    } else {
        --m_taking;
    }
}

/// Stretch by stretch; every body is answered as soon as its own last step is done. Returns how long steps ran.
Duration StepRunner::runBatch(std::vector<Waiting> *batch)
{
    Duration ran{};
    auto unanswered = batch->size();
    const auto steps = batch->front().steps;
    std::vector<Waiting *> living;
    for (auto &waiting : *batch)
        living.push_back(&waiting);
    size_t first = 0;
    do {
        const auto last = endOfStretch(*steps, first);
        std::erase_if(living, [this, &unanswered, &ran](Waiting *waiting) {
            if (waiting->work.token.isCancelled())
                waiting->work.state = Cancelled{};
            if (waiting->work.state)
                return false;
            ran += waiting->work.ran;
            answer(waiting, --unanswered == 0);
            return true;
        });
        const bool isolated = first < steps->size() && (*steps)[first].isolated;
        const auto reason = isolated ? WaitReason::Child : WaitReason::CpuRun;
        note(reason, 1);
        if (isolated)
            runInChildren(*steps, first, last, living);
        for (auto *waiting : living) {
            if (!isolated)
                runSteps(*steps, first, last, m_folders, *m_clock, &waiting->work);
            if (last == steps->size()) {
                ran += waiting->work.ran;
                answer(waiting, --unanswered == 0);
            }
        }
        note(reason, -1);
        first = last;
    } while (first < steps->size());
    return ran;
}

void StepRunner::runInChildren(const StepList &steps, size_t first, size_t last, const std::vector<Waiting *> &living)
{
    std::vector<StepWork *> works;
    works.reserve(living.size());
    for (auto *waiting : living)
        works.push_back(&waiting->work);
    for (auto *waiting : living)
        waiting->child -= waiting->work.ran;
    m_children.run(stretchOf(steps, first, last), works);
    for (auto *waiting : living)
        waiting->child += waiting->work.ran;
}

void StepRunner::note(WaitReason reason, int change)
{
    const std::lock_guard lock(m_gaugeMutex);
    m_gauge.enter(reason, m_clock->now(), change);
}

WaitTimes StepRunner::worked() const
{
    const std::lock_guard lock(m_gaugeMutex);
    return m_gauge.reading(m_clock->now());
}

void StepRunner::answer(Waiting *waiting, bool isLast)
{
    const auto ran = waiting->work.ran;
    m_meter.add(*waiting->steps, waiting->work.spent);
    const StepSpans spans{std::max(m_clock->now() - waiting->since - ran, Duration::zero()), ran - waiting->child,
                          waiting->child};
    auto made = waiting->work.ended();
    const auto ended = waiting->ended;
    waiting->work = {}; // before the caller goes on
    waiting->steps.reset();
    if (isLast)
        --m_busy;
    ended.complete({std::move(made), spans});
}

} // namespace sluice
