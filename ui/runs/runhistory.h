#pragma once

#include "core/runrecord.h"
#include "engine/snapshot.h"

#include <QObject>
#include <QPointer>

namespace sluice {

class JobBrowser;

/// The runs that the project remembers, and the moment that is looked at. Widgets are shown a snapshot; what this makes
/// of one is the same snapshot as of that moment, or, when nothing runs, the end of the last run: so that they need not
/// know the difference.
class RunHistory : public QObject
{
    Q_OBJECT

public:
    explicit RunHistory(QObject *parent);

    /// Another project's, or none. What was looked at is forgotten.
    void setBrowser(JobBrowser *browser);
    /// Notices when there is more to remember: a run that ended or was paused.
    void sampled(const Snapshot &live);

    const std::vector<RunRecord> &runs() const { return m_runs; } ///< oldest first
    /// The one whose seconds are here; null: none.
    const RunRecord *shownRun() const;
    const std::vector<SeriesPoint> &series() const { return m_series; }
    void showRun(qint64 id);

    /// None: the present, or the end of the last run.
    std::optional<WallTime> moment() const { return m_moment; }
    /// None: the end of the run that is shown. Of an earlier one that is a moment like others: what the project holds
    /// now is not how that run left it.
    void lookAt(std::optional<WallTime> moment);
    /// The last run, and no moment.
    void backToPresent();
    /// Of the run that is shown.
    bool isAtEnd() const { return m_moment == endOfRun(); }
    bool isLastRun() const { return m_runs.empty() || m_shown == m_runs.back().id; }

    Snapshot dressed(const Snapshot &live) const;

Q_SIGNALS:
    void runsChanged();
    void seriesChanged();
    void momentChanged();
    void countsKnown(); ///< of the moment: they take a while to be counted

private:
    void takeRuns(const std::vector<RunRecord> &runs);
    void takeSeries(qint64 run, const std::vector<SeriesPoint> &series);
    void takeCounts(WallTime asOf, const StateCounts &counts);
    void askForCounts();
    std::optional<WallTime> endOfRun() const;
    void setMoment(std::optional<WallTime> moment);
    Snapshot past(const Snapshot &live) const;

    QPointer<JobBrowser> m_browser;
    std::vector<RunRecord> m_runs;
    std::vector<SeriesPoint> m_series;
    qint64 m_shown = -1;  ///< run whose seconds are here; −1: none
    qint64 m_wanted = -1; ///< the one asked for; −1: the last
    std::optional<WallTime> m_moment;
    std::optional<StateCounts> m_counts;
    bool m_countsAsked = false;
    bool m_countsStale = false;
    RunState m_state = RunState::Idle;
};

} // namespace sluice
