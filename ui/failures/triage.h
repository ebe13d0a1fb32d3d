#pragma once

#include "core/result.h"
#include "limits/limitprofile.h"
#include "store/failureboard.h"
#include "store/storetypes.h"

#include <QObject>

#include <functional>

namespace sluice {

class Engine;
class MessageBar;

/// What can be done about a group of failures. Each act says what it did in the bar, which offers to undo it.
class Triage : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    Triage(Engine *engine, MessageBar *messages, QObject *parent);

    /// What the project that is open ignores.
    const std::vector<FailureKey> &ignored() const { return m_ignored; }
    void projectChanged();

    /// The jobs of a group.
    JobFilter filterOf(const FailureCluster &cluster) const;

    /// With these limits for the project, which are put back by undoing, or when it fails, unless they were changed
    /// since.
    void retry(const FailureCluster &cluster, const LimitProfile &limits);
    /// Cancels what is queued and retrying of the host; failures stay. Asks where there may be too many to undo it.
    void excludeHost(const QString &host);
    void ignore(const FailureCluster &cluster);
    /// Whatever hides failures of this group is forgotten.
    void showAgain(const FailureCluster &cluster);

Q_SIGNALS:
    void changed(); ///< jobs or what is ignored: worth another look

private:
    Result<void> setLimits(const LimitProfile &limits, const QString &who);
    void sayRetried(const BulkChange &change, const std::function<void()> &restoreLimits);
    void cancelWaiting(const QString &host);
    void undo(qint64 change, const std::function<void()> &alsoUndo);
    void setIgnored(std::vector<FailureKey> keys);
    void say(const QString &sentence, const std::function<void()> &undo);

    Engine *m_engine;
    MessageBar *m_messages;
    std::vector<FailureKey> m_ignored;
};

} // namespace sluice
