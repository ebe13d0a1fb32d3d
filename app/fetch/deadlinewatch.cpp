#include "fetch/deadlinewatch.h"

namespace sluice {

void DeadlineWatch::watch(Client *client, TimePoint when)
{
    if (client->m_place && (*client->m_place)->first <= when)
        return;
    forget(client);
    place(client, when);
    arm();
}

void DeadlineWatch::forget(Client *client)
{
    if (client->m_place)
        m_clients.erase(*client->m_place);
    client->m_place.reset();
}

void DeadlineWatch::place(Client *client, TimePoint when)
{
    if (when != TimePoint::max())
        client->m_place = m_clients.emplace(when, client);
}

void DeadlineWatch::arm()
{
    // A timer that is early is kept: it finds nothing due and is then armed for what is next.
    if (m_clients.empty() || m_clients.begin()->first >= m_armed)
        return;
    m_armed = m_clients.begin()->first;
    m_timer = m_clock->singleShot(m_armed - m_clock->now(), [this] { fire(); });
}

void DeadlineWatch::fire()
{
    const auto spent = std::move(m_timer); // runs this very function: goes when it is over
    m_armed = TimePoint::max();
    const auto now = m_clock->now();
    while (!m_clients.empty() && m_clients.begin()->first <= now) {
        auto *client = m_clients.begin()->second;
        forget(client);
        place(client, client->checkDeadlines(now));
    }
    arm();
}

} // namespace sluice
