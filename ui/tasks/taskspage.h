#pragma once

#include "async/tasksnapshot.h"

#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QStackedWidget;
class QTabBar;
class QPushButton;

namespace sluice {

class LintList;
class MessageBar;
class PresentNote;
class ResourcesPanel;
class TaskFeed;
class TasksEmpty;
class TasksPanel;
struct Snapshot;
struct TaskArrangement;

/// What the page shows and does.
struct TaskSource
{
    /// Calls back on the caller's thread with whether it was done, unless the context is gone by then.
    template <typename Id>
    using Act = std::function<void(Id id, QObject *context, std::function<void(bool)> done)>;

    std::function<TaskSnapshot()> read; ///< called on any thread
    Act<quint64> cancel;                ///< of a task that is cancellable; one that has ended is let be
    Act<qint64> requeue;                ///< of a job: undoes it
};

/// Every task of a run with what it waits for, and what they share. Looks twice a second while it can be seen.
class TasksPage : public QWidget
{
    Q_OBJECT

public:
    explicit TasksPage(const TaskSource &source, QWidget *parent = nullptr);

    TaskFeed *feed() const { return m_feed; }
    TasksPanel *tasks() const { return m_tasks; }
    ResourcesPanel *resources() const { return m_resources; }
    const LintList *lints() const { return m_lints; }
    const MessageBar *messages() const { return m_messages; }

    void setFrozen(bool on);
    /// Another project's tasks, or none: nothing of the one before stays on show, nor is it offered any more.
    void projectChanged();
    /// Writes what is on show, off this thread; says how it went.
    void saveTo(const QString &path);
    void focusFilter();

    /// Looks again, at most twice a second; does nothing while it cannot be seen.
    void sampled(const Snapshot &snapshot);

private:
    QWidget *buildTop();
    void present(const TaskArrangement &arrangement);
    void chooseFile();
    void cancel(const TaskRow &task);
    void sayCancelled(const QString &name, std::optional<qint64> job);

    TaskSource m_source;
    TaskFeed *m_feed;
    QTabBar *m_tabs;
    PresentNote *m_present;
    QLabel *m_frozenSince;
    QPushButton *m_freeze;
    QPushButton *m_save;
    MessageBar *m_messages;
    LintList *m_lints;
    QStackedWidget *m_stack;
    TasksPanel *m_tasks;
    ResourcesPanel *m_resources;
    TasksEmpty *m_empty;
};

} // namespace sluice
