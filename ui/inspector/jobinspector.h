#pragma once

#include "store/storetypes.h"

#include <QElapsedTimer>
#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QTabWidget;
class QTableView;

namespace sluice {

class AttemptListModel;
class ElidedLabel;
class FactsView;
class IconLabel;
class JobBrowser;
class PresentNote;
class TimingBar;
struct Snapshot;

/// Everything about one job: how it stands, where its time went, its headers, attempts and results.
class JobInspector : public QFrame
{
    Q_OBJECT

public:
    explicit JobInspector(QWidget *parent = nullptr);

    void setBrowser(JobBrowser *browser);
    /// 0: none, which empties it.
    void showJob(qint64 id);
    qint64 shownJob() const { return m_id; }
    void sampled(const Snapshot &snapshot);

Q_SIGNALS:
    void closeRequested();
    void shownJobChanged();

private:
    QWidget *buildHead();
    QWidget *buildOverview();
    void showDetail(const JobDetail &detail);
    void showOverview(const JobDetail &detail);
    void clear();

    JobBrowser *m_browser = nullptr;
    qint64 m_id = 0;
    qint64 m_revision = -1;
    QElapsedTimer m_sinceAsked;

    QLabel *m_title;
    IconLabel *m_stateIcon;
    QLabel *m_state;
    PresentNote *m_present;
    ElidedLabel *m_address;
    QTabWidget *m_tabs;
    TimingBar *m_timing;
    QLabel *m_outcome;
    ElidedLabel *m_facts;
    QPlainTextEdit *m_headers;
    QTableView *m_attempts;
    AttemptListModel *m_attemptModel;
    FactsView *m_results;
};

} // namespace sluice
