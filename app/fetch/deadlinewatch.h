#pragma once

#include "core/clock.h"

#include <map>
#include <memory>
#include <optional>

namespace sluice {

/// Looks after the deadlines of all requests of one thread with one timer. Progress costs nothing here: when
/// a noted moment comes the request is asked whether it still stands.
class DeadlineWatch
{
public:
    class Client
    {
    public:
        virtual ~Client() = default;
        /// Acts if a deadline has passed, and answers when to look again (TimePoint::max(): never).
        virtual TimePoint checkDeadlines(TimePoint now) = 0;

    private:
        friend class DeadlineWatch;
        std::optional<std::multimap<TimePoint, Client *>::iterator> m_place;
    };

    explicit DeadlineWatch(Clock *clock) : m_clock(clock) {}
    DeadlineWatch(const DeadlineWatch &) = delete;
    DeadlineWatch &operator=(const DeadlineWatch &) = delete;

    TimePoint now() const { return m_clock->now(); }
    /// Asks the client at `when`, or at the earlier moment it was to be asked at anyway.
    void watch(Client *client, TimePoint when);
    void forget(Client *client);

private:
    void place(Client *client, TimePoint when);
    void arm();
    void fire();

    Clock *m_clock;
    std::multimap<TimePoint, Client *> m_clients;
    std::unique_ptr<ClockTimer> m_timer;
    TimePoint m_armed = TimePoint::max();
};

} // namespace sluice
