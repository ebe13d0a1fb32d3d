#include "ui/tasks/taskfeed.h"

namespace sluice {

namespace {

constexpr int refreshMs = 450; ///< a little less than twice a second: the window's samples do not come to the moment

} // namespace

TaskFeed::TaskFeed(std::function<TaskSnapshot()> read, QObject *parent)
    : QObject(parent), m_read(std::move(read)), m_shown(std::make_shared<TaskArrangement>())
{
    m_thread.setMaxThreadCount(1);
}

void TaskFeed::tick()
{
    if (!m_sinceRead.isValid() || m_sinceRead.hasExpired(refreshMs))
        refresh();
}

void TaskFeed::refresh()
{
    if (m_frozen || m_underWay)
        return;
    m_sinceRead.start();
    start(nullptr);
}

void TaskFeed::readAnew()
{
    m_anew = m_underWay;
    refresh();
}

void TaskFeed::setFrozen(bool on)
{
    m_frozen = on;
    refresh();
}

void TaskFeed::setQuery(const TaskQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    if (m_shown->snapshot && !m_underWay)
        start(m_shown->snapshot);
}

void TaskFeed::start(std::shared_ptr<const TaskSnapshot> known)
{
    m_underWay = true;
    m_thread.start([this, known = std::move(known), query = m_query, shown = m_shown, shares = m_runUnderWay] {
        const auto snapshot = known ? known : std::make_shared<const TaskSnapshot>(read(shares));
        const auto result =
            std::make_shared<const TaskArrangement>(arrangeTasks(snapshot, query, shown->ids, shown->resourceKeys));
        QMetaObject::invokeMethod(
            this, [this, result] { take(result); }, Qt::QueuedConnection);
    });
}

TaskSnapshot TaskFeed::read(bool withResources) const
{
    auto snapshot = m_read();
    if (!withResources)
        snapshot.resources.clear();
    return snapshot;
}

void TaskFeed::take(const std::shared_ptr<const TaskArrangement> &arrangement)
{
    m_underWay = false;
    const bool tooLate = m_frozen && m_shown->snapshot && arrangement->snapshot != m_shown->snapshot;
    if (!tooLate) {
        auto former = std::exchange(m_shown, arrangement);
        Q_EMIT arranged(*m_shown);
        // To free ten thousand rows takes a while, too: not here.
        m_thread.start([former = std::move(former)] {});
    }
    if (std::exchange(m_anew, false))
        refresh();
    if (arrangement->query != m_query && !m_underWay)
        start(m_shown->snapshot);
}

} // namespace sluice
