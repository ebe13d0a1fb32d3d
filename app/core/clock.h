// Where time comes from. Injected, so that a test is not at the mercy of the machine.
#pragma once

#include "core/duration.h"

#include <functional>
#include <memory>

namespace sluice {

/// A pending callback; destroying it is the way to call it off.
class ClockTimer
{
public:
    virtual ~ClockTimer() = default;
};

/// now() and wallNow() may be called on any thread. singleShot() calls back once, on the calling
/// thread's event loop, never from inside singleShot() itself.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual TimePoint now() const = 0;
    virtual WallTime wallNow() const = 0;
    [[nodiscard]] virtual std::unique_ptr<ClockTimer> singleShot(Duration delay, std::function<void()> callback) = 0;
};

} // namespace sluice
