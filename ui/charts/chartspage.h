#pragma once

#include "ui/charts/runseries.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QGridLayout;
class QScrollArea;

namespace sluice {

class ChartsBar;
class JobBrowser;
class RunChart;
class RunHistory;
class SeriesFeed;
class Timeline;
struct RunComparison;
struct Snapshot;

/// What the run is at, over time: seven charts that share their stretch and their cursor. Shows the run that goes on,
/// or the last one, until it is told another. Nothing is drawn or worked out while it is hidden, and a chart that is
/// scrolled out of sight waits until it is back; the rest are drawn one after the other, so that none holds up input.
class ChartsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ChartsPage(QWidget *parent);
    ~ChartsPage() override;

    /// Null: nothing is open. Must outlive its use here.
    void setBrowser(JobBrowser *browser);
    /// Where the runs that are over come from, and the moment that is looked at, which a click in a chart chooses.
    void setHistory(RunHistory *history);
    void sampled(const Snapshot &snapshot);

    /// A run of one's own choice, oldest second first, in place of the live one. `now` is its end, or how far it is.
    void showSeries(std::vector<SeriesPoint> points, WallTime now, bool ended);
    /// Back to the live one, or the last.
    void showLive();
    bool isLive() const { return !m_given.has_value(); }

    /// Another run on the same axis, both from their beginnings; `label` names it in the legends. No points: none.
    void setComparison(std::vector<SeriesPoint> points, const QString &label);

    /// Both runs of a comparison, in place of what is shown, until it is over.
    void compare(const RunComparison &comparison);
    void endComparison();

    /// The moment all charts show their values of. Without: the latest.
    void setCursor(std::optional<WallTime> moment);

    const std::vector<RunChart *> &charts() const { return m_charts; }
    Timeline *timeline() const { return m_timeline; }

Q_SIGNALS:
    void trouble(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addCharts();
    void arrange();
    const RunSeries *shown() const;
    void seriesChanged();
    void historyChanged();
    void choose(double time);
    void useSeries();
    void touchAll();
    void drawNext();
    void moveCursor();
    void sayCursor();
    QString whatNumbersAreOf() const;

    Timeline *m_timeline;
    SeriesFeed *m_feed;
    RunHistory *m_history = nullptr;
    ChartsBar *m_bar;
    QScrollArea *m_scroll;
    QGridLayout *m_grid;
    std::vector<RunChart *> m_charts;
    std::optional<RunSeries> m_given;
    RunSeries m_other;
    QTimer m_drawing;
    int m_columns = 0;
    bool m_comparing = false;              ///< what is shown stays, whatever comes from the run or the history
    std::optional<WallTime> m_beforeClick; ///< the moment that was looked at
};

} // namespace sluice
