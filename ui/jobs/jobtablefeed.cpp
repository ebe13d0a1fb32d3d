#include "ui/jobs/jobtablefeed.h"

#include "engine/jobbrowser.h"
#include "engine/snapshot.h"
#include "ui/jobs/jobtablemodel.h"

#include <algorithm>

namespace sluice {

namespace {

/// Tags of the model count up from 1.
constexpr int addressesTag = -1;

constexpr qint64 shortestRestMs = 1'000;

/// A running project moves jobs from state to state; these conditions and orders notice.
bool dependsOnProgress(const JobFilter &filter, const JobOrder &order)
{
    const bool filtered = !filter.states.empty() || !filter.text.isEmpty() || filter.errorKind || filter.status ||
                          filter.phase || filter.errorPattern || !filter.columns.empty();
    const bool fixedOrder = order.key == SortKey::Id || order.key == SortKey::Host || order.key == SortKey::Url;
    return filtered || !fixedOrder;
}

} // namespace

JobTableFeed::JobTableFeed(JobTableModel *model, JobBrowser *browser, QObject *parent)
    : QObject(parent), m_model(model), m_browser(browser)
{
    if (!browser) {
        model->setIds({});
        return;
    }
    connect(model, &JobTableModel::rowsWanted, this,
            [this, browser](int tag, const std::vector<JobId> &ids) { browser->requestRows(tag, ids, m_filter.asOf); });
    connect(browser, &JobBrowser::idsReady, this, &JobTableFeed::receiveIds);
    connect(browser, &JobBrowser::rowsReady, this, [this](int tag, const std::vector<JobRow> &rows) {
        if (tag != addressesTag) {
            m_model->setRows(tag, rows);
            return;
        }
        QStringList addresses;
        for (const auto &row : rows)
            addresses.append(row.url);
        Q_EMIT addressesReady(addresses);
    });
}

void JobTableFeed::setFilter(const JobFilter &filter)
{
    auto wanted = filter;
    wanted.asOf = m_filter.asOf;
    if (wanted == m_filter)
        return;
    m_filter = wanted;
    askForIds();
}

void JobTableFeed::setOrder(const JobOrder &order)
{
    if (order == m_order)
        return;
    m_order = order;
    askForIds();
}

void JobTableFeed::sampled(const Snapshot &snapshot)
{
    if (snapshot.asOf != m_filter.asOf)
        lookAt(snapshot.asOf);
    if (snapshot.asOf) // nothing changes there
        return;
    if (snapshot.revision != m_revision) {
        const bool grown = snapshot.counts.total() != m_total;
        m_idsStale = m_idsStale || grown || dependsOnProgress(m_filter, m_order);
        m_revision = snapshot.revision;
        m_total = snapshot.counts.total();
        m_model->refresh();
    }
    const bool rested = !m_sinceAnswer.isValid() || m_sinceAnswer.elapsed() >= m_restMs;
    if (m_idsStale && !m_asked && rested)
        askForIds();
}

/// Many times a second while a slider is moved: the next question waits for the answer to the one before.
void JobTableFeed::lookAt(std::optional<WallTime> moment)
{
    m_filter.asOf = moment;
    m_model->setMoment(moment);
    m_model->refresh();
    m_idsStale = true;
    m_revision = -1;
    if (!m_asked)
        askForIds();
}

void JobTableFeed::requestAddresses(std::vector<JobId> ids)
{
    if (m_browser)
        m_browser->requestRows(addressesTag, std::move(ids));
}

void JobTableFeed::askForIds()
{
    if (!m_browser)
        return;
    m_idsStale = false;
    m_asked = true;
    m_askedAsOf = m_filter.asOf;
    m_sinceAsked.start();
    m_browser->requestIds(m_filter, m_order);
    Q_EMIT loadingChanged(true);
}

void JobTableFeed::receiveIds(const std::vector<JobId> &ids)
{
    m_asked = false;
    m_sinceAnswer.start();
    m_restMs = std::max(shortestRestMs, 10 * m_sinceAsked.elapsed());
    m_model->setIds(ids);
    Q_EMIT loadingChanged(false);
    if (m_filter.asOf != m_askedAsOf) // somebody went on, or back to the present, meanwhile
        askForIds();
}

} // namespace sluice
