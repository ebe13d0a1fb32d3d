// How long a window's event loop stands still.
#pragma once

#include "async/taskhistory.h"
#include "engine/stacksampler.h"

#include <QObject>

#include <functional>
#include <memory>

namespace sluice {

/// Times every stretch in which the event loop of the program's first thread, on which it is made, does not come round.
/// One of over 16 ms is noted: a frame is lost; in a debug build with the function it was seen in. What it waits for
/// something to do does not count. Costs a look at the clock each time the loop wakes up.
class LoopWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration patience = std::chrono::milliseconds(16);
    static constexpr Duration worthTelling = std::chrono::milliseconds(1);

    /// `heard` is told of each stretch of a millisecond or more, on that thread.
    LoopWatch(Clock *clock, TaskHistory *history, std::function<void(Duration)> heard = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void begin();
    void end();

    Clock *m_clock;
    TaskHistory *m_history;
    std::function<void(Duration)> m_heard;
    TimePoint m_since{};
    std::unique_ptr<StackSampler> m_sampler; ///< in a debug build
};

} // namespace sluice
