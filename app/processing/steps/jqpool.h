// Compiled states of one jq program, for as many threads as run it at once.
#pragma once

#include "processing/steps/jqprogram.h"

#include <mutex>
#include <vector>

namespace sluice {

/// Compiling takes a thousand times as long as running on a small body: states are used again. Any thread.
class JqPool
{
public:
    struct GiveBack
    {
        JqPool *pool;
        void operator()(JqProgram *program) const { pool->giveBack(program); }
    };
    /// Goes back to the pool, which must still be there.
    using Lease = std::unique_ptr<JqProgram, GiveBack>;

    JqPool(QString program, std::unique_ptr<JqProgram> first);

    /// A free one, or a new one.
    Result<Lease> take();

private:
    void giveBack(JqProgram *program);

    QString m_program;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<JqProgram>> m_free; ///< guarded by m_mutex
};

} // namespace sluice
