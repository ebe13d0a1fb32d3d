#include "core/systemclock.h"

#include <QTimer>

namespace sluice {

namespace {

class SystemTimer final : public ClockTimer
{
public:
    SystemTimer(Duration delay, std::function<void()> callback)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout(&m_timer, std::move(callback));
        m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(delay));
    }

private:
    QTimer m_timer;
};

} // namespace

TimePoint SystemClock::now() const
{
    return std::chrono::time_point_cast<Duration>(std::chrono::steady_clock::now());
}

WallTime SystemClock::wallNow() const
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

std::unique_ptr<ClockTimer> SystemClock::singleShot(Duration delay, std::function<void()> callback)
{
    return std::make_unique<SystemTimer>(std::max(delay, Duration::zero()), std::move(callback));
}

} // namespace sluice
