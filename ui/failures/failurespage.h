#pragma once

#include "store/failureboard.h"
#include "store/storetypes.h"

#include <QElapsedTimer>
#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;
class QStackedLayout;
class QTableView;

namespace sluice {

class ClusterDetail;
class Engine;
class FailureBrowser;
class FailureModel;
class MessageBar;
class NoFailures;
class PresentNote;
class Triage;
struct Snapshot;

/// The page of failures: groups, examples, and what can be done about them, each act with its undo.
class FailuresPage : public QWidget
{
    Q_OBJECT

public:
    /// The engine must outlive it. Shows what it has open, now and later.
    explicit FailuresPage(Engine *engine, QWidget *parent = nullptr);
    ~FailuresPage() override;

    /// Looks again when a job may have changed, at most once a second, while it can be seen.
    void sampled(const Snapshot &snapshot);

    QTableView *table() const { return m_table; }
    const FailureModel *model() const { return m_model; }
    ClusterDetail *detail() const { return m_detail; }
    MessageBar *messages() const { return m_messages; }
    void setGroupedByHost(bool on);

protected:
    void showEvent(QShowEvent *event) override;

Q_SIGNALS:
    void boardShown();
    void showJobsRequested(const QString &where); ///< as the search of the table of jobs takes it
    void showJobRequested(qint64 id);
    void exportRequested(const sluice::JobFilter &filter, qint64 count);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildBoard();
    void connectActs();
    void openProject();
    void ask();
    void take(const FailureBoard &board);
    void describe(const FailureBoard &board, size_t groups);
    void noteSort(int column, Qt::SortOrder order);
    void sortAgain();
    void showDetail();
    const FailureCluster *current() const;

    Engine *m_engine;
    MessageBar *m_messages;
    QLabel *m_heading;
    PresentNote *m_present;
    QCheckBox *m_byHost;
    QCheckBox *m_showIgnored;
    FailureModel *m_model;
    QTableView *m_table;
    ClusterDetail *m_detail;
    QStackedLayout *m_stack;
    NoFailures *m_none;
    Triage *m_triage;
    std::unique_ptr<FailureBrowser> m_browser;
    int m_sortedBy = -1; ///< by a person; −1: never
    Qt::SortOrder m_order = Qt::AscendingOrder;
    qint64 m_revision = -1;
    bool m_asked = false;
    bool m_anew = true; ///< the next board is another one, not this one's news
    qint64 m_restMs = 0;
    QElapsedTimer m_sinceAsked;
    QElapsedTimer m_sinceAnswer;
};

} // namespace sluice
