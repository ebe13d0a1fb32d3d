// Computing beside fetching: the project's own threads and the queue in front of them.
#pragma once

#include "async/asyncsemaphore.h"
#include "async/onthreadpool.h"
#include "core/clock.h"
#include "processing/recipe.h"

#include <QScopeGuard>

#include <algorithm>
#include <atomic>

namespace sluice {

/// What a recipe made of a body, and where its time went.
struct RecipeOutput
{
    Body body;
    QJsonObject columns;             ///< of all steps; a later step's column replaces an earlier one of the same name
    std::vector<Keepsake> keepsakes; ///< still in the scratch folder, in the order of the steps
    Duration queued{};               ///< from the call of run() to the start on a thread: waiting for a place included
    Duration ran{};                  ///< on the thread
};

/// Runs steps and other blocking work on a pool of its own. No more than threads() + queueLimit() pieces of work
/// are on the pool at a time; who comes when it is full is suspended, in order of arrival. So when computing falls
/// behind, its callers wait with what they hold, and memory does not grow.
///
/// Engine thread, except where noted. The owner joins the scopes of all callers before destroying this: the
/// destructor then finds an idle pool and does not block.
class StepRunner
{
public:
    /// The clock must outlive this; now() is called on the pool's threads.
    StepRunner(Clock *clock, int threads, StepFolders folders = {});
    StepRunner(const StepRunner &) = delete;
    StepRunner &operator=(const StepRunner &) = delete;

    /// All steps in order, until one fails: the error is then of kind Step and begins with the step's name.
    /// Resumes on the engine thread when no thread works on the body any more. `handedOver`, if any, is called once
    /// there is a place in the queue: what the caller held until then (a place in flight) it may give back.
    QCoro::Task<Result<RecipeOutput>> run(std::shared_ptr<const StepList> steps, StepInput input, CancelToken token,
                                          std::function<void()> handedOver = {});

    /// Any other blocking work (files), under the same bound. See onThreadPool for what `work` owes.
    template <typename T>
    QCoro::Task<Result<T>> compute(CancelToken token, std::function<Result<T>(CancelToken)> work,
                                   std::function<void()> handedOver = {});

    /// Takes effect at once; threads over the new number end with the work they have. >= 1.
    void setThreads(int threads);
    int threads() const { return m_pool.maxThreadCount(); } ///< any thread
    /// Work handed to the pool beyond what its threads are busy with: 2 × threads, at least 4.
    static int queueLimit(int threads) { return std::max(4, 2 * threads); }

    int busy() const { return m_load->busy; }            ///< threads at work; any thread
    int queueDepth() const { return m_load->queued; }    ///< handed over, not begun; any thread
    int suspended() const { return m_places.waiting(); } ///< callers waiting for a place in the queue

private:
    /// Shared with the work on the pool.
    struct Load
    {
        std::atomic<int> queued = 0;
        std::atomic<int> busy = 0;
    };

    Clock *m_clock;
    StepFolders m_folders;
    std::shared_ptr<Load> m_load = std::make_shared<Load>();
    AsyncSemaphore m_places;
    QThreadPool m_pool;
};

template <typename T>
QCoro::Task<Result<T>> StepRunner::compute(CancelToken token, std::function<Result<T>(CancelToken)> work,
                                           std::function<void()> handedOver)
{
    const auto place = co_await m_places.acquire(token); // a local: given back before the caller goes on
    if (!place)
        co_return Result<T>(Cancelled{});
    if (handedOver)
        handedOver();
    ++m_load->queued;
    std::function<Result<T>(CancelToken)> counted = [load = m_load, token, work = std::move(work)](CancelToken) {
        --load->queued;
        if (token.isCancelled())
            return Result<T>(Cancelled{});
        ++load->busy;
        const auto done = qScopeGuard([&load] { --load->busy; });
        return work(token);
    };
    const CancelToken never; // cancelled work must come through `counted` all the same, to be counted out
    auto result = co_await onThreadPool<T>(&m_pool, never, std::move(counted));
    co_return result;
}

} // namespace sluice
