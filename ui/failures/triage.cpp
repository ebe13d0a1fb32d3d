#include "ui/failures/triage.h"

#include "engine/engine.h"
#include "engine/ignoredfailures.h"
#include "engine/wherefilter.h"
#include "ui/widgets/messagebar.h"
#include "ui/words.h"

namespace sluice {

namespace {

bool isSameGroup(const FailureKey &ignored, const FailureKey &shown)
{
    return ignored.kind == shown.kind && ignored.phase == shown.phase && ignored.pattern == shown.pattern &&
           (ignored.host.isEmpty() || shown.host.isEmpty() || ignored.host == shown.host);
}

} // namespace

Triage::Triage(Engine *engine, MessageBar *messages, QObject *parent)
    : QObject(parent), m_engine(engine), m_messages(messages)
{
    projectChanged();
}

void Triage::projectChanged()
{
    m_ignored = failureKeysFromText(m_engine->value(QString::fromLatin1(ignoredFailuresKey)));
    m_messages->hide();
}

JobFilter Triage::filterOf(const FailureCluster &cluster) const
{
    return sluice::filterOf(cluster, m_ignored);
}

void Triage::retry(const FailureCluster &cluster, const LimitProfile &limits)
{
    const auto before = m_engine->options().limits;
    if (limits != before) {
        auto options = m_engine->options();
        options.limits = limits;
        const auto taken = m_engine->setOptions(options, tr("for a retry of %1").arg(jobCount(cluster.count)));
        if (!taken) {
            m_messages->showTrouble(taken.error().message);
            return;
        }
    }
    const auto restoreLimits = [this, before, limits] {
        auto options = m_engine->options();
        if (limits == before || options.limits != limits)
            return;
        options.limits = before;
        const auto taken = m_engine->setOptions(options, tr("retry undone"));
        if (!taken)
            m_messages->showTrouble(taken.error().message);
    };
    m_engine->changeJobs(
        BulkAct::Requeue, filterOf(cluster), this, [this, restoreLimits](const Result<BulkChange> &done) {
            Q_EMIT changed();
            if (!done) {
                m_messages->showTrouble(done.error().message);
                return;
            }
            auto sentence = tr("Queued again: %1.").arg(jobCount(done.value().jobs));
            if (m_engine->runState() == RunState::Idle)
                sentence += QLatin1Char(' ') + tr("Press Start to run them.");
            if (done.value().undo == 0 && done.value().jobs > 0)
                sentence += QLatin1Char(' ') + tr("They are too many for this to be undone.");
            say(
                sentence, done.value().undo == 0
                              ? std::function<void()>()
                              : [this, change = done.value().undo, restoreLimits] { undo(change, restoreLimits); });
        });
}

void Triage::excludeHost(const QString &host)
{
    JobFilter filter;
    filter.states = {JobState::Queued, JobState::Retrying};
    filter.hosts = {host};
    m_engine->changeJobs(BulkAct::Cancel, filter, this, [this, host](const Result<BulkChange> &done) {
        Q_EMIT changed();
        if (!done) {
            m_messages->showTrouble(done.error().message);
            return;
        }
        if (done.value().jobs == 0) {
            say(tr("Nothing of %1 was waiting in the queue.").arg(host), {});
            return;
        }
        auto sentence = tr("Cancelled: %1 of %2.").arg(jobCount(done.value().jobs), host);
        if (m_engine->runState() != RunState::Idle)
            sentence += QLatin1Char(' ') + tr("What was already handed out goes on.");
        say(
            sentence, done.value().undo == 0 ? std::function<void()>()
                                             : [this, change = done.value().undo] { undo(change, {}); });
    });
}

void Triage::ignore(const FailureCluster &cluster)
{
    auto keys = m_ignored;
    keys.push_back(cluster.key);
    say(tr("Ignored: %1 and what will fail like it.").arg(jobCount(cluster.count)),
        [this, before = m_ignored] { setIgnored(before); });
    setIgnored(std::move(keys));
}

void Triage::showAgain(const FailureCluster &cluster)
{
    auto keys = m_ignored;
    std::erase_if(keys, [&cluster](const FailureKey &key) { return isSameGroup(key, cluster.key); });
    say(tr("Shown again: %1.").arg(jobCount(cluster.count)), [this, before = m_ignored] { setIgnored(before); });
    setIgnored(std::move(keys));
}

void Triage::undo(qint64 change, const std::function<void()> &alsoUndo)
{
    if (alsoUndo)
        alsoUndo();
    m_engine->undoChange(change, this, [this](const Result<BulkUndo> &done) {
        Q_EMIT changed();
        if (!done) {
            m_messages->showTrouble(done.error().message);
            return;
        }
        auto sentence = tr("Undone: %1 put back.").arg(jobCount(done.value().jobs));
        if (done.value().left > 0)
            sentence += QLatin1Char(' ') +
                        tr("%1 had begun or were changed since: they stay.").arg(jobCount(done.value().left));
        say(sentence, {});
    });
}

void Triage::setIgnored(std::vector<FailureKey> keys)
{
    m_ignored = std::move(keys);
    m_engine->setValue(QString::fromLatin1(ignoredFailuresKey), toText(m_ignored));
    Q_EMIT changed();
}

void Triage::say(const QString &sentence, const std::function<void()> &undo)
{
    m_messages->showNotice(sentence, undo ? MessageBar::Offer{tr("&Undo"), undo} : MessageBar::Offer{});
}

} // namespace sluice
