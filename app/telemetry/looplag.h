// How late an event loop gets round to things.
#pragma once

#include "core/clock.h"

#include <functional>

namespace sluice {

/// Sets a timer every `interval` and reports how much later than asked it fired; a loop that is kept busy for 80 ms
/// shows as up to 80 ms. Runs from construction to destruction, on the thread it was made on; the report is called
/// there. Timers of the machine round up to whole milliseconds, so an idle loop shows 0 to 1 ms.
class LoopLag
{
public:
    LoopLag(Clock *clock, Duration interval, std::function<void(Duration)> report);

private:
    void arm();
    void fired();

    Clock *m_clock;
    Duration m_interval;
    std::function<void(Duration)> m_report;
    TimePoint m_due;
    std::unique_ptr<ClockTimer> m_timer;
};

} // namespace sluice
