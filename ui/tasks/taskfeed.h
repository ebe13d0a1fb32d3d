#pragma once

#include "ui/tasks/taskarrangement.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>

#include <functional>

namespace sluice {

/// Has snapshots taken and arranged on a thread of its own: ten thousand tasks take longer than a picture may.
class TaskFeed : public QObject
{
    Q_OBJECT

public:
    /// `read` is called on another thread, one call at a time; never again when this object is gone.
    explicit TaskFeed(std::function<TaskSnapshot()> read, QObject *parent = nullptr);

    /// Time goes on: reads when the last time was half a second ago.
    void tick();
    /// Reads now, unless it is frozen or at it already.
    void refresh();
    /// As refresh(); what is being read just now will not do.
    void readAnew();
    bool isUnderWay() const { return m_underWay; }

    /// Frozen: what is on show stays, and can still be filtered and sorted.
    void setFrozen(bool on);
    bool isFrozen() const { return m_frozen; }

    /// Without a run there is nothing to wait for: what the last one shared is not shown as if somebody held it.
    void setRunUnderWay(bool on) { m_runUnderWay = on; }

    const TaskQuery &query() const { return m_query; }
    void setQuery(const TaskQuery &query);

    /// The one on show; null before the first.
    std::shared_ptr<const TaskSnapshot> snapshot() const { return m_shown->snapshot; }

    /// Something long, on the thread that arranges: it ends before this object does.
    void runAside(const std::function<void()> &work) { m_thread.start(work); }

Q_SIGNALS:
    void arranged(const sluice::TaskArrangement &arrangement);

private:
    void start(std::shared_ptr<const TaskSnapshot> known);
    TaskSnapshot read(bool withResources) const;
    void take(const std::shared_ptr<const TaskArrangement> &arrangement);

    std::function<TaskSnapshot()> m_read;
    TaskQuery m_query;
    std::shared_ptr<const TaskArrangement> m_shown;
    QElapsedTimer m_sinceRead;
    bool m_frozen = false;
    bool m_runUnderWay = true;
    bool m_underWay = false;
    bool m_anew = false;
    QThreadPool m_thread; ///< last: it waits for its work when it goes
};

} // namespace sluice
