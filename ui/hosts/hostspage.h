#pragma once

#include "core/duration.h"

#include <QFrame>
#include <QTimer>

#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QStackedLayout;

namespace sluice {

class Engine;
class HostActions;
class HostFeed;
class HostTableModel;
class HostTableView;
class JobBrowser;
class MessageBar;
struct HostList;
struct Snapshot;

/// The page of hosts: what goes on with each, and how to limit or pause one. Asks and draws only while it is visible.
class HostsPage : public QFrame
{
    Q_OBJECT

public:
    /// Both must outlive it.
    HostsPage(Engine *engine, MessageBar *messages, QWidget *parent = nullptr);

    /// What the project remembers is asked of it; null: no project.
    void setBrowser(JobBrowser *browser);
    /// Of an earlier moment (Snapshot::asOf): what the project remembers of it.
    void sampled(const Snapshot &snapshot);

    HostTableView *table() const { return m_view; }
    const HostTableModel *model() const { return m_model; }
    HostActions *actions() const { return m_actions; }
    QLineEdit *search() const { return m_search; }
    void focusSearch();

Q_SIGNALS:
    /// Show the jobs of this host (HostKey::name).
    void jobsOfHostRequested(const QString &host);

private:
    QWidget *buildTop();
    QWidget *buildEmpty();
    void showList(const std::shared_ptr<const HostList> &list);
    void updateActions();
    void popUpMenu(const QPoint &position);

    HostFeed *m_feed;
    HostTableModel *m_model;
    HostTableView *m_view;
    HostActions *m_actions;
    QLineEdit *m_search;
    QLabel *m_summary;
    QLabel *m_emptyTitle;
    QLabel *m_emptyText;
    QStackedLayout *m_stack;
    QTimer m_searchDelay;
    std::optional<WallTime> m_moment;
};

} // namespace sluice
