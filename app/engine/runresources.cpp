#include "async/awaiting.h"
#include "engine/runsession.h"
#include "store/backlog.h"
#include "store/projectstore.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RunResources", text);
}

} // namespace

std::vector<ResourceReading> RunSession::resources() const
{
    using Kind = ResourceRow::Kind;
    const auto row = [](Kind kind, const QString &name, double limit, double held, int waiters = 0) {
        return ResourceRow{kind, name, limit, held, waiters, {}};
    };
    const auto &places = m_steps.places();
    const int onDisk = m_disk.activeThreadCount();
    std::vector<ResourceReading> list;
    // Who waits for the limiter is told of at what keeps it waiting: while there are places and starts, its host.
    const bool isFull = m_limiter.inFlight() >= m_limiter.limit();
    const bool isRated = m_limits.ratePerSecond > 0;
    const bool isTooSoon = isRated && !isFull && m_limiter.startsLeft() < 1;
    const bool isHostsTurn = !isFull && !isTooSoon;
    const auto waitedFor = [](bool isIt) {
        return isIt ? awaiting::aStart : nullptr;
    };
    list.push_back(
        {row(Kind::Semaphore, tr("places in flight"), m_limiter.limit(), m_limiter.inFlight()), waitedFor(isFull), 0});
    list.push_back(
        {row(Kind::Semaphore, tr("places on hosts, %1 on each").arg(m_limiter.perHost()), 0, m_limiter.inFlight()),
         waitedFor(isHostsTurn), 0});
    if (isRated)
        list.push_back({row(Kind::Bucket, tr("starts a second"), m_limits.ratePerSecond, m_limiter.startsLeft()),
                        waitedFor(isTooSoon), 0});
    list.push_back({row(Kind::Semaphore, tr("places before the computing threads"), places.limit(), places.held()),
                    awaiting::computingPlace, 0});
    list.push_back({row(Kind::Pool, tr("computing threads"), m_steps.threads(), m_steps.busy()),
                    awaiting::computingThread, 0, m_steps.queueDepth()});
    list.push_back({row(Kind::Pool, tr("disk threads"), m_disk.maxThreadCount(), onDisk), awaiting::disk, onDisk});
    list.push_back(
        {row(Kind::Writer, tr("records before the project file's writer"), Backlog::mark, m_store->backlog()),
         awaiting::writerBacklog, 0});
    return list;
}

} // namespace sluice
