// Computing beside fetching: the project's own threads and the queue in front of them.
#pragma once

#include "async/asyncsemaphore.h"
#include "async/onthreadpool.h"
#include "core/clock.h"
#include "processing/batchsize.h"
#include "processing/child/childpool.h"
#include "processing/runsteps.h"

#include <QScopeGuard>

#include <algorithm>
#include <atomic>
#include <deque>

namespace sluice {

/// Runs steps and other blocking work on a pool of its own. No more than threads() + queueLimit() pieces of work (of
/// bodies as large as they are now, see BatchSize) are on the pool at a time; who comes when it is full is suspended,
/// in order of arrival. So when computing falls behind, its callers wait with what they hold, and memory does not
/// grow. A thread whose step is isolated waits for its child process: no more children work than there are threads.
///
/// Engine thread, except where noted. The owner joins the scopes of all callers before destroying this: the
/// destructor then finds an idle pool and does not block.
class StepRunner
{
public:
    /// The clock must outlive this; now() is called on the pool's threads. `childProgram` is the path of sluice-step.
    StepRunner(Clock *clock, int threads, StepFolders folders = {}, QString childProgram = {});
    StepRunner(const StepRunner &) = delete;
    StepRunner &operator=(const StepRunner &) = delete;

    /// All steps in order, until one fails: the error then begins with the step's name.
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
    /// For children that begin a body from now on.
    void setChildLimits(const ChildLimits &limits) { m_children.setLimits(limits); }
    int threads() const { return m_pool.maxThreadCount(); } ///< any thread
    /// Batches handed to the pool beyond what its threads are busy with: 2 × threads, at least 4.
    static int queueLimit(int threads) { return std::max(4, 2 * threads); }

    int busy() const { return m_load->busy; }              ///< threads at work; any thread
    int queueDepth() const { return m_load->queued; }      ///< handed over, not begun; any thread
    int suspended() const { return m_places.waiting(); }   ///< callers waiting for a place in the queue
    int batchSize() const { return m_batch.size(); }       ///< bodies a thread takes at a time; any thread
    int children() const { return m_children.children(); } ///< any thread

private:
    /// Shared with the work on the pool.
    struct Load
    {
        std::atomic<int> queued = 0;
        std::atomic<int> busy = 0;
    };
    /// A body that waits for a thread.
    struct Waiting
    {
        std::shared_ptr<const StepList> steps;
        StepWork work;
        TimePoint since;
        Completion<Result<RecipeOutput>> ended;
    };

    void fitPlaces();
    void startThreads();
    std::vector<Waiting> takeBatch();
    void workOnBatch();
    Duration runBatch(std::vector<Waiting> *batch);
    void runInChildren(const StepList &steps, size_t first, size_t last, const std::vector<Waiting *> &living);
    void answer(Waiting *waiting, bool isLast);

    Clock *m_clock;
    StepFolders m_folders;
    ChildPool m_children;
    BatchSize m_batch;
    std::shared_ptr<Load> m_load = std::make_shared<Load>();
    AsyncSemaphore m_places;
    std::mutex m_mutex; ///< guards the two below
    std::deque<Waiting> m_waiting;
    int m_taking = 0;   ///< threads that have, or will have, a batch
    QThreadPool m_pool; ///< last: it waits for threads on their way out of a batch
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
