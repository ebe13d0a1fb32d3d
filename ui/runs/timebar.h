#pragma once

#include <QFrame>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;

namespace sluice {

class RunHistory;
struct Snapshot;

/// Where to look in time: a run, and a moment of it. There when a run is over or paused.
class TimeBar : public QFrame
{
    Q_OBJECT

public:
    TimeBar(RunHistory *history, QWidget *parent);

    /// Of the run itself, not of the moment.
    void sampled(const Snapshot &live);
    /// By seconds from what is shown; past the last one is the end.
    void step(int seconds);
    /// The last run, and the present.
    void backToPresent();

Q_SIGNALS:
    void compareRequested();
    void reportRequested();

private:
    void showRuns();
    void showSeries();
    void showMoment();
    void slid(int second);
    void updateVisible();
    QString whereText() const;

    RunHistory *m_history;
    QComboBox *m_runs;
    QSlider *m_slider;
    QLabel *m_where;
    QPushButton *m_back;
    bool m_rests = true; ///< nothing runs on while one looks
    bool m_paused = false;
};

} // namespace sluice
