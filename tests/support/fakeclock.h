// A clock that moves when told to.
#pragma once

#include "core/clock.h"

#include <map>

namespace sluice::test {

/// Starts at an arbitrary moment. advance() runs due callbacks in order of their time, now() being that time.
class FakeClock final : public Clock
{
public:
    TimePoint now() const override { return m_now; }
    WallTime wallNow() const override { return m_wall; }

    [[nodiscard]] std::unique_ptr<ClockTimer> singleShot(Duration delay, std::function<void()> callback) override
    {
        const auto place = m_timers->emplace(m_now + delay, std::move(callback));
        return std::make_unique<Timer>(m_timers, place);
    }

    void advance(Duration span)
    {
        const auto end = m_now + span;
        while (!m_timers->empty() && m_timers->begin()->first <= end) {
            const auto due = m_timers->begin();
            moveTo(due->first);
            const auto callback = std::exchange(due->second, {});
            m_timers->erase(due);
            if (callback)
                callback();
        }
        moveTo(end);
    }

    size_t pending() const { return m_timers->size(); }

private:
    using Timers = std::multimap<TimePoint, std::function<void()>>;

    class Timer final : public ClockTimer
    {
    public:
        Timer(std::shared_ptr<Timers> timers, Timers::iterator place) : m_timers(std::move(timers)), m_place(place) {}
        ~Timer() override
        {
            for (auto it = m_timers->begin(); it != m_timers->end(); ++it) {
                if (it == m_place) { // not fired yet
                    m_timers->erase(it);
                    return;
                }
            }
        }

    private:
        std::shared_ptr<Timers> m_timers;
        Timers::iterator m_place;
    };

    void moveTo(TimePoint when)
    {
        m_wall += when - m_now;
        m_now = when;
    }

    std::shared_ptr<Timers> m_timers = std::make_shared<Timers>();
    TimePoint m_now{std::chrono::hours(1)};
    WallTime m_wall{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
};

} // namespace sluice::test
