// The child processes of a run.
#pragma once

#include "processing/child/childworker.h"

#include <mutex>

namespace sluice {

/// Keeps children between uses: as many as threads ask at once, one set for each stretch of isolated steps. A body
/// whose child crashes, uses too much or takes too long fails, alone: what else that child had to do goes to another
/// one. A child that somebody killed costs nothing: its body is given to another one, twice if need be. Any thread.
class ChildPool
{
public:
    /// `program` is the path of sluice-step.
    ChildPool(QString program, StepFolders folders) : m_program(std::move(program)), m_folders(std::move(folders)) {}

    /// For work that begins from now on.
    void setLimits(const ChildLimits &limits);

    /// A stretch of steps that run in one child.
    struct Stretch
    {
        QByteArray recipe{}; ///< as JSON
        QString names{};     ///< for what went wrong: "thumbnail, hash"
    };
    /// Blocks until every work has its next body, failed or was cancelled.
    void run(const Stretch &steps, std::span<StepWork *> works);

    /// Children there are, at work or idle.
    int children() const;
    /// Processor time that these used so far, those at work too. Who ends is no longer in it: the system counts it with
    /// this process then.
    Duration cpuTime() const;
    /// Ends those that idle.
    void clear();

private:
    struct Idle
    {
        QByteArray recipe;
        std::unique_ptr<ChildWorker> worker;
    };
    Result<std::unique_ptr<ChildWorker>> take(const QByteArray &recipe);
    void giveBack(const QByteArray &recipe, std::unique_ptr<ChildWorker> worker);
    void endIdle();
    void noLongerAlive(const ChildWorker *worker);
    ChildLimits limits() const;
    void settle(const Stretch &steps, ChildWorker *dead, ChildWorker::Ending ending, int repeats);
    void runOnce(const Stretch &steps, std::span<StepWork *> works, int repeats);

    QString m_program;
    StepFolders m_folders;
    mutable std::mutex m_mutex; ///< guards the three below
    ChildLimits m_limits;
    std::vector<Idle> m_idle;
    std::vector<const ChildWorker *> m_alive; ///< not waited for: their numbers are still theirs
};

} // namespace sluice
