// One child process that runs the same steps on many bodies.
#pragma once

#include "processing/child/childprocess.h"
#include "processing/child/childprotocol.h"

#include <span>
#include <vector>

namespace sluice {

/// A running sluice-step. One thread at a time, any thread. Goes with this object, whatever it does.
class ChildWorker
{
public:
    static Result<std::unique_ptr<ChildWorker>> start(const QString &program, const ChildSetup &setup);

    enum class Ending { Answered, Died, TimedOut, Cancelled };
    /// All bodies, sent at once, answered in order. After any ending but Answered the worker is of no use any more, and
    /// left() says who has no answer.
    Ending work(std::span<StepWork *> works);
    const std::vector<StepWork *> &left() const { return m_left; }

    const ChildLimits &limits() const { return m_limits; }
    Duration cpuTime() const { return m_process->cpuTime(); } ///< so far; any thread, until end() is called
    /// How it died, once it did; none while it lives.
    std::optional<ChildEnd> end() { return m_process->wait({QDeadlineTimer(2000)}); }
    /// The last line it wrote to standard error.
    QString lastWords() const;

private:
    ChildWorker(std::unique_ptr<ChildProcess> process, const ChildSetup &setup);
    bool takeAnswer(StepWork *work);

    std::unique_ptr<ChildProcess> m_process;
    StepFolders m_folders;
    ChildLimits m_limits;
    std::vector<StepWork *> m_left;
};

} // namespace sluice
