#include "ui/hosts/hostfeed.h"

#include "core/systemclock.h"
#include "engine/engine.h"
#include "engine/hostrules.h"
#include "engine/jobbrowser.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr qint64 shortestRestMs = 950; // so that samples a second apart each bring an answer
constexpr qint64 restFactor = 10;

} // namespace

HostFeed::HostFeed(Engine *engine, QObject *parent) : QObject(parent), m_engine(engine)
{
    connect(engine, &Engine::hostsReady, this, [this](const HostTable &table) {
        if (m_asked && m_askedLive)
            receive(table, true);
    });
    connect(engine, &Engine::optionsChanged, this, [this] {
        arrangeAgain();
        hurry();
    });
    connect(engine, &Engine::runStateChanged, this, &HostFeed::hurry);
}

void HostFeed::setBrowser(JobBrowser *browser)
{
    if (m_browser)
        disconnect(m_browser, nullptr, this, nullptr);
    m_browser = browser;
    m_asked = false;
    m_moment.reset();
    m_table = {};
    arrangeAgain();
    hurry();
    if (!browser)
        return;
    connect(browser, &JobBrowser::hostsReady, this, [this](const HostTable &table) {
        if (m_asked && !m_askedLive)
            receive(table, false);
    });
}

void HostFeed::setMoment(std::optional<WallTime> moment)
{
    if (moment == m_moment)
        return;
    m_moment = moment;
    m_asked = false; // the browser drops the question before
    hurry();
}

void HostFeed::setSearch(const QString &search)
{
    m_search = search;
    arrangeAgain();
}

void HostFeed::setOrder(const HostOrder &order)
{
    m_order = order;
    arrangeAgain();
}

void HostFeed::hurry()
{
    m_stale = true;
    m_restMs = 0;
}

void HostFeed::sampled(const Snapshot &snapshot)
{
    const bool live = snapshot.state != RunState::Idle && !m_moment;
    const bool changed = m_stale || live || (!m_moment && snapshot.revision != m_revision);
    if (m_asked && m_askedLive != live)
        m_asked = false; // the run began or ended meanwhile
    const bool rested = !m_sinceAnswer.isValid() || m_sinceAnswer.hasExpired(m_restMs);
    if (m_asked || !changed || !rested)
        return;
    ask(snapshot);
}

void HostFeed::ask(const Snapshot &snapshot)
{
    const bool live = snapshot.state != RunState::Idle && !m_moment;
    if (!live && !m_browser)
        return;
    m_asked = true;
    m_askedLive = live;
    m_stale = false;
    m_revision = snapshot.revision;
    m_sinceAsked.start();
    if (live)
        m_engine->requestHosts();
    else
        m_browser->requestHosts(m_moment);
}

void HostFeed::receive(const HostTable &table, bool live)
{
    m_asked = false;
    m_restMs = m_stale ? 0 : std::max(shortestRestMs, restFactor * m_sinceAsked.elapsed());
    m_sinceAnswer.start();
    m_table = table;
    m_live = live;
    arrangeAgain();
}

/// With the options as they are now: rules of hosts bind at once, and show at once.
void HostFeed::arrangeAgain()
{
    m_arrangeAgain = true;
    if (m_arranging)
        return;
    m_arranging = true;
    m_arrangeAgain = false;
    const auto now = m_moment.value_or(SystemClock().wallNow());
    m_work.start([this, table = m_table, search = m_search, order = m_order, options = m_engine->options(),
                  past = m_moment.has_value(), now](std::stop_token) -> BackgroundWork::News {
        auto rows = *table.rows;
        if (!past) // what held then is not known
            applyRules(&rows, options);
        auto list = std::make_shared<const HostList>(arrange(std::move(rows), table.dropped, search, order, now));
        return [this, list = std::move(list)] {
            m_arranging = false;
            Q_EMIT listReady(list);
            if (m_arrangeAgain)
                arrangeAgain();
        };
    });
}

} // namespace sluice
