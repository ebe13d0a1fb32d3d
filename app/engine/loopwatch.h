// How long a window's event loop stands still.
#pragma once

#include "async/taskhistory.h"
#include "engine/stacksampler.h"

#include <QObject>

#include <memory>

namespace sluice {

/// Notes every stretch of over 16 ms in which the event loop of the thread it was made on did not come round: a frame
/// is lost. In a debug build with the function it was seen in. Costs a look at the clock each time the loop wakes up.
class LoopWatch
{
public:
    static constexpr Duration patience = std::chrono::milliseconds(16);

    LoopWatch(Clock *clock, TaskHistory *history);

private:
    void begin();
    void end();

    Clock *m_clock;
    TaskHistory *m_history;
    TimePoint m_since{};
    std::unique_ptr<StackSampler> m_sampler; ///< in a debug build
    QObject m_context;                       ///< last: nothing is heard any more once it goes
};

} // namespace sluice
