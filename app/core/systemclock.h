#pragma once

#include "core/clock.h"

namespace sluice {

/// The machine's clocks and a QTimer per callback (precise, so an event loop must run on the thread).
class SystemClock final : public Clock
{
public:
    TimePoint now() const override;
    WallTime wallNow() const override;
    [[nodiscard]] std::unique_ptr<ClockTimer> singleShot(Duration delay, std::function<void()> callback) override;
};

} // namespace sluice
