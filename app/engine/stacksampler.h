// Where a thread is, seen from another.
#pragma once

#include "core/clock.h"

#include <QString>

#include <atomic>
#include <memory>

namespace sluice {

/// Looks once into every stretch of work of the thread it was made on that takes longer than `patience`: interrupts it
/// with a signal (SIGRTMIN+5, which this takes for itself) to note its stack. One at a time in a process. For debug
/// builds; names are known of functions that the program exports.
class StackSampler
{
public:
    StackSampler(Clock *clock, Duration patience);
    ~StackSampler();

    // The watched thread.
    void begin(TimePoint now); ///< a stretch of work
    QString end();             ///< the function it was seen in; empty when it was not looked into

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
