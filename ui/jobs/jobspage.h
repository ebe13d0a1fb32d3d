#pragma once

#include <QWidget>

class QSplitter;

namespace sluice {

class Actions;
class ChartsColumn;
class JobBrowser;
class JobInspector;
class JobsPanel;
struct Snapshot;

/// The table of jobs with live charts beside it and everything about the selected job below.
class JobsPage : public QWidget
{
    Q_OBJECT

public:
    /// Its charts and details follow the actions that show and hide them.
    JobsPage(const Actions *actions, QWidget *parent);

    JobsPanel *panel() const { return m_panel; }
    /// Where its parts are divided: remembered with the window.
    QSplitter *across() const { return m_across; }
    QSplitter *down() const { return m_down; }

    /// Null: nothing is open.
    void setBrowser(JobBrowser *browser);
    void sampled(const Snapshot &snapshot);

private:
    void layOut();
    void connectParts();
    void showInspector();

    const Actions *m_actions;
    ChartsColumn *m_charts;
    JobsPanel *m_panel;
    JobInspector *m_inspector;
    QSplitter *m_across;
    QSplitter *m_down;
};

} // namespace sluice
