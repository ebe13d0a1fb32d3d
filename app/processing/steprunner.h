// Computing beside fetching: the project's own threads and the queue in front of them.
#pragma once

#include "async/asyncsemaphore.h"
#include "async/completion.h"
#include "core/clock.h"
#include "core/waitgauge.h"
#include "processing/batchsize.h"
#include "processing/child/childpool.h"
#include "processing/runsteps.h"
#include "processing/stepmeter.h"

#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>

namespace sluice {

/// Where the time of one body went, whatever became of it.
struct StepSpans
{
    Duration queued{}; ///< from the call of run() to its answer, without the others
    Duration ran{};    ///< steps at work here
    Duration child{};  ///< steps at work in a child process
};

/// Runs steps on a pool of its own. There are no more places than threads() + queueLimit() batches of small bodies (see
/// BatchSize), and as many single places for large ones; who finds none is suspended, in order of arrival. So when
/// computing falls behind, its callers wait with what they hold, and memory does not grow. A thread whose step is
/// isolated waits for its child process: no more children work than there are threads.
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

    /// A place in the queue for a body of so many bytes: with it in hand the caller may give back what it held until
    /// then (a place in flight). It keeps the place until what the steps made is out of memory, on the disk too. Empty
    /// when cancelled.
    QCoro::Task<SemaphorePermit> place(qint64 bytes, CancelToken token);

    /// All steps in order, until one fails: the error then begins with the step's name. The caller has a place.
    /// Resumes on the engine thread when no thread works on the body any more.
    /// `spans`, if any, is filled in before that.
    QCoro::Task<Result<RecipeOutput>> run(std::shared_ptr<const StepList> steps, StepInput input, CancelToken token,
                                          StepSpans *spans = nullptr);

    /// Takes effect at once; threads over the new number end with the work they have. >= 1.
    void setThreads(int threads);
    /// For children that begin a body from now on.
    void setChildLimits(const ChildLimits &limits) { m_children.setLimits(limits); }
    /// Ends the children that idle: all of them, when nothing runs.
    void endChildren() { m_children.clear(); }
    int threads() const { return m_pool.maxThreadCount(); } ///< any thread
    /// Batches handed to the pool beyond what its threads are busy with: 2 × threads, at least 4.
    static int queueLimit(int threads) { return std::max(4, 2 * threads); }

    int busy() const { return m_busy; }                                 ///< threads at work; any thread
    int queueDepth() const { return m_queued; }                         ///< handed over, not begun; any thread
    const AsyncSemaphore &places() const { return m_places; }           ///< in the queue, of small bodies
    const AsyncSemaphore &largePlaces() const { return m_largePlaces; } ///< of large ones
    /// Callers waiting for a place in the queue.
    int suspended() const { return m_places.waiting() + m_largePlaces.waiting(); }
    int batchSize() const { return m_batch.size(); }       ///< bodies a thread takes at a time; any thread
    int children() const { return m_children.children(); } ///< any thread
    /// Processor time so far of the child processes that live. Any thread.
    Duration childrenCpuTime() const { return m_children.cpuTime(); }
    /// CpuRun and Child: the time that threads have worked so far, or waited for their child process. Any thread.
    WaitTimes worked() const;
    std::vector<StepTime> stepTimes() const { return m_meter.reading(); } ///< any thread

private:
    struct Answer
    {
        Result<RecipeOutput> made;
        StepSpans spans;
    };
    /// A body that waits for a thread.
    struct Waiting
    {
        std::shared_ptr<const StepList> steps;
        StepWork work;
        TimePoint since;
        Completer<Answer> ended;
        Duration child{}; ///< of work.ran
    };

    void fitPlaces();
    void startThreads();
    std::vector<Waiting> takeBatch();
    void workOnBatch();
    Duration runBatch(std::vector<Waiting> *batch);
    void runInChildren(const StepList &steps, size_t first, size_t last, const std::vector<Waiting *> &living);
    void answer(Waiting *waiting, bool isLast);
    void note(WaitReason reason, int change);

    Clock *m_clock;
    StepFolders m_folders;
    ChildPool m_children;
    StepMeter m_meter;
    BatchSize m_batch;
    std::atomic<int> m_queued = 0;
    std::atomic<int> m_busy = 0;
    AsyncSemaphore m_places;
    AsyncSemaphore m_largePlaces;
    mutable std::mutex m_gaugeMutex;
    WaitGauge m_gauge;
    std::mutex m_mutex; ///< guards the three below
    std::deque<Waiting> m_waiting;
    int m_taking = 0;   ///< threads that have, or will have, a batch
    int m_starting = 0; ///< of these, who has not taken it yet
    QThreadPool m_pool; ///< last: it waits for threads on their way out of a batch
};

} // namespace sluice
