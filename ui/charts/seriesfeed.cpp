#include "ui/charts/seriesfeed.h"

#include "engine/jobbrowser.h"
#include "engine/snapshot.h"

namespace sluice {

namespace {

constexpr auto gap = std::chrono::milliseconds(2'500); // between seconds of one run: longer, and some are missing
constexpr auto second = std::chrono::seconds(1);

} // namespace

void SeriesFeed::setBrowser(JobBrowser *browser)
{
    if (m_browser)
        disconnect(m_browser, nullptr, this, nullptr);
    m_browser = browser;
    m_series = RunSeries();
    m_awaited = 0;
    if (browser)
        connect(browser, &JobBrowser::seriesReady, this, &SeriesFeed::read);
    Q_EMIT changed();
}

void SeriesFeed::sampled(const Snapshot &snapshot)
{
    const auto &recent = snapshot.recent;
    const bool ended = snapshot.state == RunState::Idle;
    if (recent.empty())
        return;
    const bool starts = m_series.isEmpty() || recent.front().second - m_series.points().back().second > gap ||
                        recent.back().run != m_series.points().back().run;
    const bool grows = starts || recent.back().second > m_series.points().back().second;
    if (!grows && m_series.hasEnded() == ended)
        return;
    if (starts) {
        m_series = RunSeries(recent, {}, ended);
        // Some seconds before these, unless these are all.
        const auto covered = recent.back().second + second - recent.front().second;
        if (snapshot.elapsed > covered + gap)
            ask(recent.back().run);
    } else {
        m_series.append(recent);
    }
    m_series.setNow(recent.back().second + second, ended);
    Q_EMIT changed();
}

void SeriesFeed::ask(qint64 run)
{
    m_awaited = run;
    if (m_browser && run != 0)
        m_browser->requestSeries(run);
}

void SeriesFeed::read(qint64 run, const std::vector<SeriesPoint> &stored)
{
    if (run != m_awaited || m_series.isEmpty() || m_series.points().back().run != run)
        return; // others ask too
    m_awaited = 0;
    m_series.prepend(stored);
    Q_EMIT changed();
}

} // namespace sluice
