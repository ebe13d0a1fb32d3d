#include "ui/runs/runhistory.h"

#include "core/humanize.h"
#include "engine/jobbrowser.h"
#include "engine/keptrun.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

constexpr size_t shownSeconds = 120; // as of a live run
constexpr size_t rateSeconds = 3;

/// The last two minutes before a moment.
std::vector<SeriesPoint> recentOf(const std::vector<SeriesPoint> &series, std::optional<WallTime> moment)
{
    const auto end = moment
                         ? std::ranges::upper_bound(series, *moment - std::chrono::seconds(1), {}, &SeriesPoint::second)
                         : series.end();
    const auto count = std::min(shownSeconds, static_cast<size_t>(end - series.begin()));
    return {end - static_cast<qsizetype>(count), end};
}

void takeNumbers(Snapshot *snapshot, const std::vector<SeriesPoint> &recent)
{
    snapshot->requestsPerSecond = 0;
    snapshot->bytesPerSecond = 0;
    const auto last = recent.empty() ? SeriesPoint() : recent.back();
    snapshot->inFlight = last.inFlight;
    snapshot->limit = last.limit;
    snapshot->cpuBusy = last.cpuBusy;
    snapshot->cpuSlots = last.cpuSlots;
    snapshot->cpuQueue = last.cpuQueue;
    snapshot->children = last.children;
    snapshot->backlog = last.backlog;
    snapshot->loopLagMs = last.loopLag;
    const auto counted = std::min(recent.size(), rateSeconds);
    for (size_t i = recent.size() - counted; i < recent.size(); ++i) {
        snapshot->requestsPerSecond += recent[i].finished / static_cast<double>(counted);
        snapshot->bytesPerSecond += static_cast<double>(recent[i].bytes) / static_cast<double>(counted);
    }
}

/// "Run 3, ...: 61,204 attempts in 2 min 28 s (412/s)." and what held it back.
QString lastWords(const RunRecord &record)
{
    const auto &summary = record.summary;
    if (summary.isEmpty())
        return RunHistory::tr("%1, %2.").arg(runTitle(record), endingText(record));
    const auto wall = Duration(static_cast<qint64>(summary[QLatin1StringView("wallSeconds")].toDouble() * 1e6));
    const auto words = RunHistory::tr("Run %1: %2 attempts in %3 (%4).")
                           .arg(record.id)
                           .arg(humanCount(summary[QLatin1StringView("attempts")].toInteger()), humanDuration(wall),
                                humanRate(summary[QLatin1StringView("requestsPerSecond")].toDouble()));
    return words + u' ' + summary[QLatin1StringView("verdict")].toObject()[QLatin1StringView("text")].toString();
}

QStringList evidenceOf(const RunRecord &record)
{
    const auto verdict = record.summary[QLatin1StringView("verdict")].toObject();
    QStringList evidence;
    for (const auto &fact : verdict[QLatin1StringView("evidence")].toArray())
        evidence.append(fact.toString());
    return evidence;
}

} // namespace

RunHistory::RunHistory(QObject *parent) : QObject(parent) {}

void RunHistory::setBrowser(JobBrowser *browser)
{
    m_browser = browser;
    m_runs.clear();
    m_series.clear();
    m_shown = m_wanted = -1;
    m_countsAsked = m_countsStale = false;
    setMoment(std::nullopt);
    Q_EMIT runsChanged();
    Q_EMIT seriesChanged();
    if (!browser)
        return;
    connect(browser, &JobBrowser::runsReady, this, &RunHistory::takeRuns);
    connect(browser, &JobBrowser::seriesReady, this, &RunHistory::takeSeries);
    connect(browser, &JobBrowser::countsReady, this, &RunHistory::takeCounts);
    browser->requestRuns();
}

void RunHistory::sampled(const Snapshot &live)
{
    if (live.state == m_state)
        return;
    m_state = live.state;
    const bool rests = m_state == RunState::Idle || m_state == RunState::Paused;
    if (!rests)
        setMoment(std::nullopt); // it goes on
    m_wanted = -1;
    if (m_browser && rests)
        m_browser->requestRuns();
}

const RunRecord *RunHistory::shownRun() const
{
    const auto found = std::ranges::find(m_runs, m_shown, &RunRecord::id);
    return found == m_runs.end() ? nullptr : &*found;
}

void RunHistory::showRun(qint64 id)
{
    m_wanted = id;
    if (m_browser)
        m_browser->requestSeries(id);
}

void RunHistory::takeRuns(const std::vector<RunRecord> &runs)
{
    m_runs = runs;
    Q_EMIT runsChanged();
    if (!runs.empty())
        m_browser->requestSeries(m_wanted < 0 ? runs.back().id : m_wanted);
}

void RunHistory::takeSeries(qint64 run, const std::vector<SeriesPoint> &series)
{
    const bool isOther = std::exchange(m_shown, run) != run;
    m_series = series;
    if (isOther)
        lookAt(std::nullopt);
    Q_EMIT seriesChanged();
}

std::optional<WallTime> RunHistory::endOfRun() const
{
    if (isLastRun() || m_series.empty())
        return std::nullopt;
    const auto lastSecond = m_series.back().second + std::chrono::seconds(1);
    const auto *run = shownRun();
    return run && run->ended ? std::min(*run->ended, lastSecond) : lastSecond; // jobs may have come right after
}

void RunHistory::lookAt(std::optional<WallTime> moment)
{
    setMoment(moment ? moment : endOfRun());
}

void RunHistory::backToPresent()
{
    if (!isLastRun())
        showRun(m_runs.back().id);
    setMoment(std::nullopt);
}

void RunHistory::setMoment(std::optional<WallTime> moment)
{
    if (moment == m_moment)
        return;
    m_moment = moment;
    if (!moment)
        m_counts.reset();
    askForCounts();
    Q_EMIT momentChanged();
}

/// One question at a time: a slider asks for many moments a second, and a million jobs take one to count.
void RunHistory::askForCounts()
{
    m_countsStale = m_moment.has_value();
    if (!m_browser || !m_countsStale || m_countsAsked)
        return;
    m_countsAsked = true;
    m_countsStale = false;
    m_browser->requestCounts(*m_moment);
}

void RunHistory::takeCounts(WallTime asOf, const StateCounts &counts)
{
    m_countsAsked = false;
    if (!m_moment)
        return;
    m_counts = counts;
    if (asOf != *m_moment)
        askForCounts();
    Q_EMIT countsKnown();
}

Snapshot RunHistory::dressed(const Snapshot &live) const
{
    const auto *run = shownRun();
    if (!run)
        return live;
    if (m_moment)
        return past(live);
    // After opening a project, the end of its last run; after a run, that run itself is still in the snapshot.
    const bool isNewer =
        !live.recent.empty() && !m_series.empty() && live.recent.back().second >= m_series.back().second;
    const bool hasOwn = live.state != RunState::Idle || (isNewer && m_wanted < 0);
    if (hasOwn)
        return live;
    auto snapshot = live;
    snapshot.recent = recentOf(m_series, std::nullopt);
    snapshot.verdict = {VerdictKind::None, lastWords(*run), evidenceOf(*run)};
    return snapshot;
}

Snapshot RunHistory::past(const Snapshot &live) const
{
    auto snapshot = live;
    snapshot.asOf = m_moment;
    snapshot.recent = recentOf(m_series, m_moment);
    takeNumbers(&snapshot, snapshot.recent);
    snapshot.verdict = verdictAt(m_series, *shownRun(), *m_moment);
    snapshot.elapsed = std::chrono::duration_cast<Duration>(*m_moment - shownRun()->started);
    if (m_counts)
        snapshot.counts = *m_counts;
    return snapshot;
}

} // namespace sluice
