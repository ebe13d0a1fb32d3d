// A clock that moves when told to.
#pragma once

#include "core/clock.h"

#include <QtGlobal>

#include <algorithm>
#include <map>
#include <utility>

namespace sluice::test {

/// Starts at an arbitrary moment. advance() runs due callbacks in order of their time, now() being that time.
class FakeClock final : public Clock
{
public:
    TimePoint now() const override { return m_now; }
    WallTime wallNow() const override { return m_wall; }

    [[nodiscard]] std::unique_ptr<ClockTimer> singleShot(Duration delay, std::function<void()> callback) override
    {
        const Key key(m_now + std::max(delay, Duration::zero()), ++m_made);
        m_timers->emplace(key, std::move(callback));
        return std::make_unique<Timer>(m_timers, key);
    }

    void advance(Duration span)
    {
        const auto end = m_now + span;
        while (!m_timers->empty() && m_timers->begin()->first.first <= end) {
            const auto due = m_timers->begin();
            moveTo(due->first.first);
            const auto callback = std::exchange(due->second, {});
            m_timers->erase(due);
            if (callback)
                callback();
        }
        moveTo(end);
    }

    size_t pending() const { return m_timers->size(); }

private:
    using Key =
        std::pair<TimePoint, quint64>; // the number keeps the order of those due together, and names one for good
    using Timers = std::map<Key, std::function<void()>>;

    class Timer final : public ClockTimer
    {
    public:
        Timer(std::shared_ptr<Timers> timers, Key key) : m_timers(std::move(timers)), m_key(key) {}
        ~Timer() override { m_timers->erase(m_key); }

    private:
        std::shared_ptr<Timers> m_timers;
        Key m_key;
    };

    void moveTo(TimePoint when)
    {
        m_wall += when - m_now;
        m_now = when;
    }

    std::shared_ptr<Timers> m_timers = std::make_shared<Timers>();
    quint64 m_made = 0;
    TimePoint m_now{std::chrono::hours(1)};
    WallTime m_wall{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
};

} // namespace sluice::test
