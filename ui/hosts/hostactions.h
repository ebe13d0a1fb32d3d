#pragma once

#include "core/hostrow.h"
#include "limits/hostrule.h"
#include "store/storetypes.h"
#include "ui/hosts/hosttableview.h"

#include <QObject>

#include <functional>

class QAction;

namespace sluice {

class Engine;
class MessageBar;

/// What can be done with the hosts that are selected: the same actions for buttons, menu and keys. Each is said in the
/// bar at the top, and what can be undone can be undone there.
class HostActions : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this. The actions' keys hold in `page`; they act on what `selected` then answers.
    HostActions(Engine *engine, MessageBar *messages, std::function<std::vector<HostRow>()> selected, QWidget *page);

    /// What can be done; from the past nothing can be limited.
    void setSelection(const HostSelection &selection, bool past);
    QList<QAction *> all() const { return {limit, pause, retry, showJobs, copy}; }

    QAction *limit;
    QAction *pause; ///< or go on, when all that are selected are paused
    QAction *retry;
    QAction *showJobs;
    QAction *copy;

Q_SIGNALS:
    void jobsWanted(const QString &host); ///< HostKey::name

private:
    QAction *make(const QString &text, const char *icon, const QKeySequence &keys, const QString &tip);
    void askForLimit();
    void setLimit(const std::vector<HostRow> &rows, std::optional<int> places);
    void pauseOrGoOn();
    void retryFailures();
    void sayRetried(const QString &title, const BulkChange &change);
    void copyNames();
    /// Changes rules, says so, and offers to put them back.
    void changeRules(const std::vector<HostRule> &rules, const QString &sentence);
    void apply(const std::vector<HostRule> &rules);

    Engine *m_engine;
    MessageBar *m_messages;
    QWidget *m_page;
    std::function<std::vector<HostRow>()> m_selected;
};

} // namespace sluice
