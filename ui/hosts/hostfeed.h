#pragma once

#include "engine/backgroundwork.h"
#include "engine/projectoptions.h"
#include "ui/hosts/hostlist.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

namespace sluice {

class Engine;
class JobBrowser;
struct Snapshot;

/// Brings the rows of the hosts: from the run while one goes on, at most once a second; else, or for a moment that has
/// passed, from what the project remembers, when that may have changed and for no more than a tenth of the time. They
/// are put in order on a thread of their own.
class HostFeed : public QObject
{
    Q_OBJECT

public:
    /// The engine must outlive this.
    explicit HostFeed(Engine *engine, QObject *parent = nullptr);

    /// Null: what is past cannot be asked for.
    void setBrowser(JobBrowser *browser);
    /// To show a moment that has passed; none: now.
    void setMoment(std::optional<WallTime> moment);
    void setSearch(const QString &search);
    void setOrder(const HostOrder &order);
    const QString &search() const { return m_search; }
    const HostOrder &order() const { return m_order; }
    /// What is shown is the run that goes on, not what the project remembers.
    bool isLive() const { return m_live; }

    /// Only while somebody looks.
    void sampled(const Snapshot &snapshot);
    /// At the next sample, whatever the rhythm.
    void hurry();

Q_SIGNALS:
    void listReady(const std::shared_ptr<const sluice::HostList> &list);

private:
    void ask(const Snapshot &snapshot);
    void receive(const HostTable &table, bool live);
    void arrangeAgain();

    Engine *m_engine;
    QPointer<JobBrowser> m_browser;
    std::optional<WallTime> m_moment;
    QString m_search;
    HostOrder m_order;
    HostTable m_table; ///< as last heard
    bool m_live = false;
    bool m_asked = false;
    bool m_askedLive = false;
    bool m_stale = true;
    qint64 m_revision = -1;
    QElapsedTimer m_sinceAsked;
    QElapsedTimer m_sinceAnswer;
    qint64 m_restMs = 0; ///< after an answer, before the next question
    bool m_arranging = false;
    bool m_arrangeAgain = false;
    BackgroundWork m_work;
};

} // namespace sluice
