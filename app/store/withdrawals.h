// Jobs taken back from a run before they began.
#pragma once

#include "core/ids.h"

#include <mutex>
#include <unordered_map>
#include <unordered_set>

namespace sluice {

/// Decides between two threads: the engine's, on which a job that is out begins, and the writer's, which would like to
/// have it back. Whoever comes first wins. Every function from any thread.
class Withdrawals
{
public:
    /// False when the job was taken back: whoever holds it drops it, and says nothing more of it.
    bool begin(JobId job);
    /// Given back. False when it was taken back before: nothing is to be done. From here to its end() it cannot be
    /// taken back.
    bool release(JobId job);

    /// False when it has begun or was given back. Of a job that is out.
    bool withdraw(JobId job);
    /// The writer has heard of what became of it: its attempt was recorded, or it was given back.
    void end(JobId job);

private:
    bool drop(qint64 job);

    std::mutex m_mutex;
    std::unordered_set<qint64> m_begun;          // or given back
    std::unordered_map<qint64, int> m_withdrawn; // how many that are out still; it may be given out again meanwhile
};

} // namespace sluice
