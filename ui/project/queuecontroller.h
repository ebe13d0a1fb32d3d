#pragma once

#include "engine/listimport.h"
#include "store/storetypes.h"

#include <functional>

class QMimeData;
class QWidget;

namespace sluice {

class Actions;
class Engine;
class JobsPanel;
class MessageBar;

/// What goes into the queue, out of it and through it once more: imports, retries, cancelling, exports.
class QueueController : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this; `window` is the parent of dialogs too.
    QueueController(Engine *engine, Actions *actions, JobsPanel *jobs, MessageBar *messages, QWidget *window);

    /// Shows the import dialog for these; none: a box to type into.
    void add(const QList<ImportSource> &sources);
    /// What was pasted or dropped, if it can be jobs.
    static QList<ImportSource> sourcesFrom(const QMimeData *data);

    /// Shows the export dialog, of these jobs to begin with.
    void exportJobs(const JobFilter &filter, qint64 count);

Q_SIGNALS:
    void queueChanged();

private:
    void chooseList();
    void chooseFiles();
    void chooseFolder();
    void requeue(const JobFilter &filter, qint64 count);
    void requeueNow(const JobFilter &filter);
    void cancel(const JobFilter &filter, qint64 count);
    void cancelNow(const JobFilter &filter);
    void ask(const QString &question, const QString &explanation, const QString &verb, std::function<void()> act);

    Engine *m_engine;
    JobsPanel *m_jobs;
    MessageBar *m_messages;
    QWidget *m_window;
};

} // namespace sluice
